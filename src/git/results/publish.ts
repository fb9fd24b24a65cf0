import { commitPacks, type NextPacks } from './commit.ts';
import { type FetchEnd, fetchResults } from './fetch.ts';
import { type BranchPack, listPacks, readPacks } from './packs.ts';
import { type ReachLimits, reach } from './reach.ts';
import type { ResultsRepository } from './repository.ts';

/** How packs come onto a branch. */
export interface Publishing {
  /** What is to lie there; undefined: it may stay as it is. Asked again whenever somebody was faster. */
  readonly plan: (
    there: readonly BranchPack[],
    read: (packs: readonly BranchPack[]) => AsyncIterable<readonly [BranchPack, Uint8Array]>,
  ) => Promise<NextPacks | undefined>;
  readonly limits: ReachLimits;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Waits this many milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** A number from 0 up to 1: who was beaten by the same pushes does not try again at the same moments. */
  readonly chance: number;
}

/** What became of it. */
export type PublishEnd =
  | { readonly type: 'published'; readonly tip: string; readonly hasHistory: boolean }
  | { readonly type: 'unchanged' }
  | { readonly type: 'failed'; readonly said: string };

/** How often it is tried while others are faster. */
const TRIES = 8;
/** Milliseconds after the first time that somebody was; each next wait is longer. */
const WAIT = 200;

/**
 * Puts packs on the branch. The commit has no history, so that the branch is no larger than what is on it; it takes the place
 * of exactly the one that it was made from, and of no other that somebody has pushed since. Where a remote lets nobody replace
 * commits, it comes after that one. Never rejects for what the remote or the network does.
 */
export async function publishResults(results: ResultsRepository, publishing: Publishing): Promise<PublishEnd> {
  let hasHistory = false;
  let said = '';
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const end = await attempt(results, hasHistory, publishing);
    if (end.type === 'published' || end.type === 'unchanged' || end.type === 'failed') return end;
    said = end.said;
    if (end.type === 'beaten') await publishing.sleep(WAIT * tries * (1 + publishing.chance));
    else if (hasHistory) break;
    else hasHistory = true;
  }
  return { type: 'failed', said };
}

type Attempt = PublishEnd | { readonly type: 'beaten' | 'not-replaceable'; readonly said: string };

async function attempt(results: ResultsRepository, hasHistory: boolean, publishing: Publishing): Promise<Attempt> {
  const seen = await fetchResults(results, publishing.limits);
  if (seen.type === 'failed') return seen;
  const next = await planNext(results, seen, publishing);
  if (next === undefined) return { type: 'unchanged' };
  const commit = await commitPacks(results, next, { parent: hasHistory ? seen.tip : undefined, at: publishing.now() });
  const refused = await push(results, commit, seen.tip ?? '', publishing.limits);
  return refused ?? { type: 'published', tip: commit, hasHistory };
}

function planNext(
  results: ResultsRepository,
  { tip }: Extract<FetchEnd, { readonly type: 'seen' }>,
  { plan }: Publishing,
): Promise<NextPacks | undefined> {
  const there = tip === undefined ? Promise.resolve([]) : listPacks(results, tip);
  return there.then((packs) => plan(packs, (some) => readPacks(results, some)));
}

/**
 * The remote compares what it has with what we have seen when it replaces it: `seen` is empty where there was nothing.
 * Undefined: it has taken the commit.
 */
async function push(
  results: ResultsRepository,
  commit: string,
  seen: string,
  limits: ReachLimits,
): Promise<Exclude<Attempt, { readonly type: 'published' | 'unchanged' }> | undefined> {
  const { remote, ref } = results;
  const args = ['push', '--porcelain', '--no-verify', '--no-signed', `--force-with-lease=${ref}:${seen}`];
  const end = await reach(results, [...args, '--', remote, `${commit}:${ref}`], limits);
  if (end.type === 'stopped') return { type: 'failed', said: end.said };
  if (end.code === 0) return undefined;
  const refusal = /^!\t\S+\t(.*)$/m.exec(end.stdout)?.[1];
  if (refusal === undefined) return { type: 'failed', said: end.said };
  return { type: judgeRefusal(refusal), said: `the remote refuses it: ${refusal}` };
}

/** What git and servers say of a ref that has moved, and of one that may only move forward. */
function judgeRefusal(refusal: string): 'beaten' | 'not-replaceable' {
  const isMoved =
    /stale info|fetch first|incorrect old value|cannot lock ref|failed to (update|lock)|reference already/i;
  return isMoved.test(refusal) ? 'beaten' : 'not-replaceable';
}
