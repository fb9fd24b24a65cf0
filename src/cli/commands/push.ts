import { parsePushedRefs } from '../../git/push-refs.ts';
import { onCommit } from '../../run/commit-scene.ts';
import { hookRequest } from '../../run/hook-request.ts';
import { prepare } from '../../run/preparation.ts';
import { type PushedCommit, pushedCommits } from '../../run/push.ts';
import type { RunRequest } from '../../run/request.ts';
import type { World } from '../../run/world.ts';
import { type CarriedRun, carry, conclude } from '../carry.ts';
import { preparedForHook } from '../prepared.ts';
import { configReader, openSession, type Session } from '../session.ts';
import type { Terminal } from '../terminal.ts';

/** Judges every commit of a push. `input`: what git writes to the hook. */
export async function push(
  hookArguments: readonly string[],
  input: string,
  world: World,
  terminal: Terminal,
): Promise<number> {
  const session = await openSession(world, terminal);
  const request = hookRequest('pre-push', hookArguments);
  const commits = await pushedCommits(session.place, parsePushedRefs(input), hookArguments[0] ?? 'origin');
  const runs: CarriedRun[] = [];
  for (const commit of commits) {
    const carried = await judge(commit, request, session);
    if (carried !== undefined) runs.push(carried);
    if (carried?.interrupted !== undefined) break;
  }
  return runs.length === 0 ? 0 : conclude(runs, [], session);
}

/** A commit is governed by its own config. One without passes, and that is said. */
function judge(commit: PushedCommit, request: RunRequest, session: Session): Promise<CarriedRun | undefined> {
  return onCommit(session, commit, async (scene) => {
    const preparation = await prepare(scene, request, session.world, configReader(session));
    const prepared = await preparedForHook(preparation, commit.ref);
    if (prepared === undefined) session.notice(`${commit.ref} has no config, so nothing was checked`);
    if (prepared === undefined || prepared.plan.tiers.length === 0) return undefined;
    return carry({ ...prepared, ref: commit.ref }, request, session);
  });
}
