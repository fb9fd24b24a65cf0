import type { AcceptedPush } from '../../core/skips/debt.ts';
import { captureCommits } from '../../git/commits/capture.ts';
import type { PushedRef } from '../../git/commits/push-refs.ts';
import type { GitPlace } from '../../git/git.ts';
import { readSceneConfigs } from '../../run/configs/of-scene.ts';
import { baseHints, gateJudge } from '../../run/gates/judge.ts';
import { hookRequest } from '../../run/hook-request.ts';
import { openPasses } from '../../run/memory/open-passes.ts';
import { atScene } from '../../run/pushes/commit-scene.ts';
import type { Judging } from '../../run/pushes/commit-tiers.ts';
import { keepDebts } from '../../run/pushes/debts.ts';
import { preparePush } from '../../run/pushes/prepare-push.ts';
import { type PushedCommit, pushedCommits, pushWorld } from '../../run/pushes/push.ts';
import { type GateJudge, recallCommit } from '../../run/pushes/recall-commit.ts';
import type { RunRequest } from '../../run/request.ts';
import type { Scene } from '../../run/scene.ts';
import { commitScene } from '../../run/subject.ts';
import type { World } from '../../run/world.ts';
import { seenAnew } from '../../run/world-of.ts';
import stores from '../../stores/local.ts';
import { type CarriedRun, carry, conclude } from '../carry.ts';
import { preparedForHook } from '../prepared.ts';
import { configReader, openSession, type Session } from '../session.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** A push as git tells the hook of it. */
export interface StartedPush {
  readonly hookArguments: readonly string[];
  /** What git wrote to the hook; undefined where nobody did. */
  readonly input?: Uint8Array;
  /** What git has answered already, see `GitPlace.told`. */
  readonly told?: GitPlace['told'];
  /** The same, read. */
  readonly refs: readonly PushedRef[];
}

/** Judges every commit of a push. */
export async function push(
  { hookArguments, input, told, refs }: StartedPush,
  given: World,
  terminal: Terminal,
): Promise<number> {
  const world = pushWorld(given);
  const session = await openSession(world, terminal, { work: 'pre-push' });
  const request: RunRequest = {
    ...hookRequest('pre-push', hookArguments),
    ...(input === undefined ? {} : { hookInput: input }),
  };
  const [name = 'origin', url = name] = hookArguments;
  const place = { ...session.place, ...(told === undefined ? {} : { told }) };
  const commits = await pushedCommits({ place, repository: session.repository }, refs, { name, url });
  const store = openPasses(stores.open, session);
  const runs: CarriedRun[] = [];
  const accepted: AcceptedPush[] = [];
  for (const [commit, captured] of await captureCommits(place, commits)) {
    const scene = await commitScene(session, commit, captured);
    const carried = await judge(scene, commit, { request, world, store, bases: commit.bases }, session);
    if (carried === undefined) continue;
    runs.push(carried);
    if (carried.record.accepted)
      accepted.push({ ...commit, skips: carried.record.skips, owed: scene.owed?.debts ?? [] });
    if (carried.interrupted !== undefined) break;
  }
  // One that is refused keeps all of them here.
  if (accepted.length === runs.length) keepDebts(session.repository, accepted);
  return runs.length === 0 ? 0 : conclude(runs, [], session);
}

/** By what is remembered, or by running the rest. Undefined: nothing is about it. */
async function judge(
  scene: Scene,
  { ref }: PushedCommit,
  judging: Judging,
  session: Session,
): Promise<CarriedRun | undefined> {
  const known = await recallCommit(scene, ref, judging, gatesOf(judging));
  if (known.type === 'nothing') return undefined;
  if (known.type === 'remembered') return { record: known.record, interrupted: undefined, byHook: true };
  const started = judging.world.now();
  const carried = await atScene(session, scene, (staged) => run(ref, staged, judging, session));
  if (carried?.record.accepted === true) await markAccepted(scene, ref, judging, started);
  return carried;
}

/** What was accepted now is recalled by somebody who saw nothing of it: what that one finds known, the stub may know too. */
async function markAccepted(scene: Scene, ref: string, judging: Judging, started: number): Promise<void> {
  const fresh = { ...judging, world: seenAnew(judging.world, judging.world.now() - started) };
  try {
    await recallCommit(scene, ref, fresh, gatesOf(fresh));
  } catch {
    // The push is accepted all the same.
  }
}

function gatesOf({ request, world }: Judging): GateJudge {
  return (scene) => gateJudge(scene, baseHints(request, world), world);
}

/** A commit is governed by its own config. One without passes, and that is said. */
async function run(ref: string, scene: Scene, judging: Judging, session: Session): Promise<CarriedRun | undefined> {
  const configs = await readSceneConfigs(scene, session.world, configReader(session));
  const preparation = configs.type === 'read' ? await preparePush(configs, scene, judging) : configs;
  const prepared = await preparedForHook(preparation, ref);
  if (prepared === undefined) session.notice(`${ref} has no config, so nothing was checked`);
  if (prepared === undefined || prepared.plan.tiers.length === 0) return undefined;
  return carry({ ...prepared, ref }, judging.request, session);
}
