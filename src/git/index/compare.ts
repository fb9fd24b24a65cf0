import { statSync } from 'node:fs';
import { RAW_DIFF } from '../commits/captured.ts';
import { type GitPlace, type GitResult, git, gitFailed, tryGit, tryGitNow } from '../git.ts';
import { parseRawDiff, type RawDiff } from './entries.ts';

/**
 * How the index differs from HEAD. The stub asks the same, see `told.ts`.
 * @internal Exported for its test.
 */
export const COMPARE_INDEX: readonly string[] = ['diff-index', '--cached', ...RAW_DIFF, 'HEAD', '--'];

/** Compares the index as git would commit it: without what is only intended to be added. */
const AS_COMMITTED = ['diff-index', '--cached', '--ita-invisible-in-index', ...RAW_DIFF];

/**
 * Bytes of an index, which has about a hundred for each file, up to which git answers two questions sooner than Node has
 * loaded what it takes to wait for both at once.
 */
const SHORT_INDEX = 512 * 1024;

/** Asks git in the way that takes least. */
export function askerOf(place: GitPlace): Ask {
  return isShort(place.env['GIT_INDEX_FILE']) ? async (args) => tryGitNow(place, args) : (args) => tryGit(place, args);
}

type Ask = (args: readonly string[]) => Promise<GitResult>;

/** Git names the index to the hooks that are about one. Where none is named nobody is in a hurry. */
function isShort(index: string | undefined): boolean {
  const stat = index === undefined ? undefined : statSync(index, { throwIfNoEntry: false });
  return stat !== undefined && stat.size <= SHORT_INDEX;
}

/** Compares the index with HEAD; undefined in a repository without commits. */
export async function diffWithHead(place: GitPlace): Promise<RawDiff | undefined> {
  const result = await askerOf(place)(COMPARE_INDEX);
  if (result.code === 0) return parseRawDiff(result.stdout);
  if (await hasHead(place)) throw gitFailed(COMPARE_INDEX, result);
  return undefined;
}

/** Compares it as git would commit it, with a commit or a tree: without what is only intended to be added. */
export async function compareAsCommitted(place: GitPlace, base: string): Promise<RawDiff> {
  return parseRawDiff(await git(place, [...AS_COMMITTED, base, '--']));
}

/**
 * Whether there is a commit to compare with.
 * @internal Exported for its test.
 */
export async function hasHead(place: GitPlace): Promise<boolean> {
  return (await tryGit(place, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])).code === 0;
}
