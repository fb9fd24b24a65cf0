import { statSync } from 'node:fs';
import { LatticeError } from '../core/errors.ts';
import type { FileEntry, FileSet, RepoPath } from '../core/files.ts';
import { listPaths } from '../core/list-paths.ts';
import { allAdded, type Captured, RAW_DIFF } from './captured.ts';
import { parseRawDiff, parseStage, type RawDiff, type Stage } from './entries.ts';
import { type GitPlace, type GitResult, git, gitFailed, outputOf, tryGit, tryGitNow } from './git.ts';
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
 * What git is about to commit, compared with HEAD, and no file is read. `told`: what git has answered already; without it two
 * git calls, side by side where they take long. One call more where an empty file was added, because a file that is only
 * intended to be added looks like one.
 * Rejects with `LatticeError` for unmerged paths: there is no one content to judge.
 */
export async function captureIndex(place: GitPlace, told?: IndexAnswers): Promise<Captured> {
  const { stage, diff } = told === undefined ? await askGit(place) : read(told);
  if (stage.unmerged.size > 0) throw unmergedPaths([...stage.unmerged]);
  // A file that is only intended to be added over an empty one of HEAD is not told from it: that would cost every commit a call.
  const mayIntend = [...(diff?.after ?? stage.tree).values()].some(({ id }) => EMPTY_BLOBS.has(id));
  const { tree, changed, before } = mayIntend ? await withoutIntended(place, stage.tree, diff) : { ...stage, ...diff };
  return { snapshot: { source: 'index', tree, changed: changed ?? allAdded(tree) }, before: before ?? new Map() };
}

/** What git says of the index; `diff` is undefined in a repository without commits. */
interface Said {
  readonly stage: Stage;
  readonly diff: RawDiff | undefined;
}

function read({ listing, diff }: IndexAnswers): Said {
  return { stage: parseStage(listing), diff: parseRawDiff(diff) };
}

async function askGit(place: GitPlace): Promise<Said> {
  const ask: Ask = isShort(place.env['GIT_INDEX_FILE'])
    ? async (args) => tryGitNow(place, args)
    : (args) => tryGit(place, args);
  const [listing, diff] = await Promise.all([ask(LIST_STAGE), diffWithHead(place, ask)]);
  return { stage: parseStage(outputOf(LIST_STAGE, listing)), diff };
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
  const exact = parseRawDiff(await git(place, [...AS_COMMITTED, base, '--']));
  const isIntended = (path: RepoPath, { id }: FileEntry) =>
    EMPTY_BLOBS.has(id) && !exact.after.has(path) && (diff === undefined || diff.after.has(path));
  const tree = new Map([...staged].filter(([path, entry]) => !isIntended(path, entry)));
  for (const [path, kind] of exact.changed) if (kind === 'deleted') tree.delete(path);
  return { tree, changed: exact.changed, before: exact.before };
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
