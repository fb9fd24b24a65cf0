import { randomInt } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { errorMessage } from '../../core/errors.ts';
import type { PackLimits } from '../../core/shared/plan-packs.ts';
import type { PackedObject } from '../../core/shared/results-pack.ts';
import { type GitPlace, tryGit } from '../git.ts';
import { lockWorktree } from '../isolation/lock.ts';
import { type BringEnd, bringPacks, packsFolder } from './bring.ts';
import type { PublishEnd } from './publish.ts';
import type { ReachLimits } from './reach.ts';
import { openResults, type ResultsBranch, type ResultsRepository, resultsFolder, SEEN } from './repository.ts';
import { shareObjects } from './share.ts';

/** Whose results are exchanged, and with which branch. */
export interface ResultsSite {
  /** Absolute top of the worktree. */
  readonly root: string;
  /** Absolute git directory that all worktrees share. */
  readonly commonDir: string;
  readonly env: GitPlace['env'];
  readonly branch: ResultsBranch;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Milliseconds after which nothing counts any more that was shared. */
  readonly expires: number;
}

/** What went wrong: a sentence without its period and without credentials; nothing: all is well. */
export interface ExchangeEnd {
  readonly trouble?: string;
}

const MEGABYTE = 1024 * 1024;
/** What one call over the network may take. More than a branch may hold, because it was another state that was seen last. */
const LIMITS: Omit<ReachLimits, 'signal'> = { timeout: 60_000, bytes: 32 * MEGABYTE };
/** What a branch may hold. */
const PACKS: Omit<PackLimits, 'age'> = { bytes: 16 * MEGABYTE, packs: 32 };

/** Brings the packs of the branch to this machine. Where somebody does that at this moment, he does. Never rejects. */
export async function bringQuietly(site: ResultsSite, signal: AbortSignal): Promise<ExchangeEnd> {
  const busy = () => Promise.reject(new Busy());
  return quietly(site, busy, async (results) => {
    return bringPacks(results, packsFolder(site.commonDir), { ...LIMITS, signal });
  });
}

/** Puts objects on the branch. Never rejects. */
export async function shareQuietly(
  site: ResultsSite,
  objects: readonly PackedObject[],
  signal: AbortSignal,
): Promise<ExchangeEnd> {
  if (objects.length === 0) return {};
  const sleep = (milliseconds: number) => wait(milliseconds, undefined, { signal });
  return quietly(site, sleep, async (results) => {
    const sharing = {
      objects,
      packs: { ...PACKS, age: site.expires },
      limits: { ...LIMITS, signal },
      now: () => site.now,
    };
    return shareObjects(results, { ...sharing, sleep, chance: randomInt(1000) / 1000 });
  });
}

/** Somebody else holds the lock. */
class Busy extends Error {}

/** Works with our repository while nobody else does. One that is damaged is removed: the next time it is made anew. */
async function quietly(
  site: ResultsSite,
  sleep: (milliseconds: number) => Promise<void>,
  work: (results: ResultsRepository) => Promise<BringEnd | PublishEnd>,
): Promise<ExchangeEnd> {
  const { commonDir, env, branch, now } = site;
  const waiting = { pid: process.pid, since: new Date(now).toISOString(), onWait: () => undefined, sleep };
  let release: (() => void) | undefined;
  try {
    release = await lockWorktree(dirname(packsFolder(commonDir)), waiting);
    const results = await openResults(site, env, branch);
    const end = await work(results);
    if (end.type !== 'failed') return {};
    if (!(await isWhole(results))) rmSync(results.gitDir, { recursive: true, force: true });
    return { trouble: end.said };
  } catch (error) {
    if (error instanceof Busy) return {};
    if (release !== undefined) rmSync(resultsFolder(commonDir), { recursive: true, force: true });
    return { trouble: errorMessage(error).split('\n')[0] ?? '' };
  } finally {
    release?.();
  }
}

/** Whether all that was seen last can still be read. */
async function isWhole({ place, gitDir }: ResultsRepository): Promise<boolean> {
  if (!existsSync(join(gitDir, SEEN))) return true;
  return (await tryGit(place, ['rev-list', '--objects', '--quiet', SEEN])).code === 0;
}
