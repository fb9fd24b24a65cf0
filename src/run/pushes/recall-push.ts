import { readKept } from '../../config/kept.ts';
import type { PassStore } from '../../core/contracts/stores.ts';
import type { RunRecord } from '../../core/record.ts';
import type { AcceptedPush } from '../../core/skips/debt.ts';
import { captureCommits } from '../../git/commits/capture.ts';
import { parsePushedRefs } from '../../git/commits/push-refs.ts';
import type { GitPlace } from '../../git/git.ts';
import type { Repository } from '../../git/repository.ts';
import { hookRequest } from '../hook-request.ts';
import { openPasses } from '../memory/open-passes.ts';
import { commitScene } from '../subject.ts';
import type { World } from '../world.ts';
import { keepDebts } from './debts.ts';
import { pushedCommits, pushWorld } from './push.ts';
import { recallCommit } from './recall-commit.ts';

/** A push as git tells the hook of it. */
export interface ToldPush {
  readonly repository: Repository;
  readonly hookArguments: readonly string[];
  /** What git wrote to the hook. */
  readonly input: Uint8Array;
  /** What git has answered already, see `GitPlace.told`. */
  readonly told?: GitPlace['told'];
}

/**
 * The records of a push of which all is remembered; undefined where anything has to be run, to be read, or to be judged by a
 * gate. It loads no library. Rejects with `LatticeError` for what git wrote and nobody understands.
 */
export async function recallPush(
  { repository, hookArguments, input, told }: ToldPush,
  given: World,
  openStore: (folder: string) => PassStore,
): Promise<readonly RunRecord[] | undefined> {
  const refs = parsePushedRefs(Buffer.from(input).toString());
  if (refs.every(({ localId }) => localId === undefined)) return [];
  // Before git is asked: what cannot come to its end here is not to be begun.
  if (!isFreeOfGates(repository, given)) return undefined;
  const world = pushWorld(given);
  const place = { cwd: repository.root, env: world.env, ...(told === undefined ? {} : { told }) };
  const request = { ...hookRequest('pre-push', hookArguments), hookInput: input };
  const [name = 'origin', url = name] = hookArguments;
  const commits = await pushedCommits({ place, repository }, refs, { name, url });
  const store = openPasses(openStore, { repository, world });
  const records: RunRecord[] = [];
  const accepted: AcceptedPush[] = [];
  for (const [commit, captured] of await captureCommits(place, commits)) {
    const scene = await commitScene({ repository, world }, commit, captured);
    const known = await recallCommit(scene, commit.ref, { request, world, store, bases: commit.bases });
    if (known.type === 'more') return undefined;
    if (known.type !== 'remembered') continue;
    records.push(known.record);
    accepted.push({ ...commit, skips: known.record.skips, owed: scene.owed?.debts ?? [] });
  }
  keepDebts(repository, accepted);
  return records;
}

/** Whether the config at the top is kept and has no gate at a push. */
function isFreeOfGates({ root, commonDir }: Repository, { product }: World): boolean {
  const kept = readKept({ commonDir, folder: root, product });
  return kept?.tiers.every(({ on, gates }) => !on.includes('pre-push') || Object.keys(gates).length === 0) ?? false;
}
