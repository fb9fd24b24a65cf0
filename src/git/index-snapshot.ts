import { statSync } from 'node:fs';
import { LatticeError } from '../core/errors.ts';
import { type FileEntry, type FileSet, isSameEntry, type RepoPath } from '../core/files.ts';
import { listPaths } from '../core/list-paths.ts';
import { allAdded, type Captured, RAW_DIFF } from './captured.ts';
import { parseRawDiff, parseStage, type RawDiff } from './entries.ts';
import { type GitPlace, type GitResult, git, gitFailed, outputOf, tryGit, tryGitNow } from './git.ts';
import { stageOf } from './index-stage.ts';
import { indexFileOf, type ReadIndex, readIndex } from './read-index.ts';
import type { IndexAnswers } from './told-index.ts';

/**
 * What the index holds. The stub asks the same, see `told-index.ts`.
 * @internal Exported for its test.
 */
export const LIST_STAGE: readonly string[] = ['ls-files', '--stage', '-z', '--full-name'];
/**
 * How it differs from HEAD; likewise.
 * @internal Exported for its test.
 */
export const COMPARE_INDEX: readonly string[] = ['diff-index', '--cached', ...RAW_DIFF, 'HEAD', '--'];
/** Compares the index as git would commit it: without what is only intended to be added. */
const AS_COMMITTED = ['diff-index', '--cached', '--ita-invisible-in-index', ...RAW_DIFF];

/** Git knows these without having them: see `git hash-object -t tree /dev/null`, by the digits of an id. */
const EMPTY_TREES: Readonly<Record<number, string>> = {
  40: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  64: '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
};
const EMPTY_BLOBS: ReadonlySet<string> = new Set([
  'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
  '473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813',
]);

/**
 * Bytes of an index, which has about a hundred for each file, up to which git answers two questions sooner than Node has
 * loaded what it takes to wait for both at once.
 */
const SHORT_INDEX = 512 * 1024;

/**
 * What git is about to commit, compared with HEAD, and no file of the worktree is read. `told`: what git has answered already.
 * Where git names the index it is read by us, and git compares it with HEAD; else two git calls, side by side where they take
 * long. One call more where a file is only intended to be added, or where an empty one was and git lists the index.
 * Rejects with `LatticeError` for unmerged paths: there is no one content to judge.
 */
export async function captureIndex(place: GitPlace, told?: IndexAnswers): Promise<Captured> {
  return (await captureFile(place, told)) ?? (await captureListing(place, told));
}

/**
 * Undefined where no index is named, where the file does not say it all, and where somebody has written it between git's look
 * and ours.
 */
async function captureFile(place: GitPlace, told: IndexAnswers | undefined): Promise<Captured | undefined> {
  const named = place.env['GIT_INDEX_FILE'];
  if (!named || told?.listing !== undefined) return undefined;
  const diff = told === undefined ? await diffWithHead(place, askerOf(place)) : parseRawDiff(told.diff);
  const index = readIndex(indexFileOf(place, named));
  const stage = index && stageOf(index.index);
  if (index === undefined || stage === undefined) return undefined;
  if (stage.unmerged.size > 0) throw unmergedPaths([...stage.unmerged]);
  const exact = diff && stage.hasIntended ? await compareAsCommitted(place, 'HEAD') : diff;
  return exact === undefined || isOf(exact, stage.tree) ? capturedOf(stage.tree, exact, index) : undefined;
}

/** Whether a comparison is one of these files with others. */
function isOf({ changed, after }: RawDiff, tree: FileSet): boolean {
  return [...changed.keys()].every((path) => isSameEntry(after.get(path), tree.get(path)));
}

async function captureListing(place: GitPlace, told: IndexAnswers | undefined): Promise<Captured> {
  const isTold = told?.listing !== undefined;
  const { stage, diff } = isTold
    ? { stage: parseStage(told.listing), diff: parseRawDiff(told.diff) }
    : await askGit(place);
  if (stage.unmerged.size > 0) throw unmergedPaths([...stage.unmerged]);
  // A file that is only intended to be added over an empty one of HEAD is not told from it: that would cost every commit a call.
  const mayIntend = [...(diff?.after ?? stage.tree).values()].some(({ id }) => EMPTY_BLOBS.has(id));
  const exact = mayIntend ? await withoutIntended(place, stage.tree, diff) : { tree: stage.tree, diff };
  return capturedOf(exact.tree, exact.diff);
}

/** `diff` is undefined in a repository without commits. */
function capturedOf(tree: FileSet, diff: RawDiff | undefined, index?: ReadIndex): Captured {
  const snapshot = { source: 'index', tree, changed: diff?.changed ?? allAdded(tree) } as const;
  return { snapshot, before: diff?.before ?? new Map(), ...(index === undefined ? {} : { index }) };
}

async function askGit(place: GitPlace) {
  const ask = askerOf(place);
  const [listing, diff] = await Promise.all([ask(LIST_STAGE), diffWithHead(place, ask)]);
  return { stage: parseStage(outputOf(LIST_STAGE, listing)), diff };
}

function askerOf(place: GitPlace): Ask {
  return isShort(place.env['GIT_INDEX_FILE']) ? async (args) => tryGitNow(place, args) : (args) => tryGit(place, args);
}

type Ask = (args: readonly string[]) => Promise<GitResult>;

/** Git names the index to the hooks that are about one. Where none is named nobody is in a hurry. */
function isShort(index: string | undefined): boolean {
  const stat = index === undefined ? undefined : statSync(index, { throwIfNoEntry: false });
  return stat !== undefined && stat.size <= SHORT_INDEX;
}

/** Compares the index with HEAD; undefined in a repository without commits. */
async function diffWithHead(place: GitPlace, ask: Ask): Promise<RawDiff | undefined> {
  const result = await ask(COMPARE_INDEX);
  if (result.code === 0) return parseRawDiff(result.stdout);
  if (await hasHead(place)) throw gitFailed(COMPARE_INDEX, result);
  return undefined;
}

/** Asks again, and believes only what would be committed. */
async function withoutIntended(place: GitPlace, staged: FileSet, diff: RawDiff | undefined) {
  const [first] = staged.values();
  const base = diff === undefined ? (EMPTY_TREES[first?.id.length ?? 40] ?? '') : 'HEAD';
  const exact = await compareAsCommitted(place, base);
  const isIntended = (path: RepoPath, { id }: FileEntry) =>
    EMPTY_BLOBS.has(id) && !exact.after.has(path) && (diff === undefined || diff.after.has(path));
  const tree = new Map([...staged].filter(([path, entry]) => !isIntended(path, entry)));
  for (const [path, kind] of exact.changed) if (kind === 'deleted') tree.delete(path);
  return { tree, diff: exact };
}

async function compareAsCommitted(place: GitPlace, base: string): Promise<RawDiff> {
  return parseRawDiff(await git(place, [...AS_COMMITTED, base, '--']));
}

/**
 * Whether there is a commit to compare with.
 * @internal Exported for its test.
 */
export async function hasHead(place: GitPlace): Promise<boolean> {
  return (await tryGit(place, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])).code === 0;
}

function unmergedPaths(paths: readonly RepoPath[]): LatticeError {
  return new LatticeError(
    'environment',
    `unmerged paths: ${listPaths(paths)}`,
    'Resolve the conflicts and `git add` the files first.',
  );
}
