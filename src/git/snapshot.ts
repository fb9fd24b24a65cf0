import { LatticeError } from '../core/errors.ts';
import type { ChangeKind, FileEntry, FileSet, RepoPath, Snapshot } from '../core/files.ts';
import { encodePath } from '../core/path-bytes.ts';
import { parseRawDiff, parseStage, parseTree, type RawDiff } from './entries.ts';
import { type GitPlace, git, gitFailed, tryGit } from './git.ts';
import { hashObjects } from './objects.ts';
import { readStatus } from './status.ts';

/** A snapshot and what the changed paths were before. */
export interface Captured {
  readonly snapshot: Snapshot;
  /** The changed paths in the state that is compared with. */
  readonly before: FileSet;
}

const RAW = ['--raw', '-z', '--no-abbrev', '--no-renames', '--ignore-submodules=none'];
/** Compares the index as git would commit it: without what is only intended to be added. */
const AS_COMMITTED = ['diff-index', '--cached', '--ita-invisible-in-index', ...RAW];

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
 * What git is about to commit, compared with HEAD: two git calls, side by side, and no file is read. One call more where
 * an empty file was added, because a file that is only intended to be added looks like one.
 * Rejects with `LatticeError` for unmerged paths: there is no one content to judge.
 */
export async function captureIndex(place: GitPlace): Promise<Captured> {
  const [stage, diff] = await Promise.all([
    git(place, ['ls-files', '--stage', '-z', '--full-name']).then(parseStage),
    diffWithHead(place),
  ]);
  if (stage.unmerged.size > 0) throw unmergedPaths([...stage.unmerged]);
  // A file that is only intended to be added over an empty one of HEAD is not told from it: that would cost every commit a call.
  const mayIntend = [...(diff?.after ?? stage.tree).values()].some(({ id }) => EMPTY_BLOBS.has(id));
  const { tree, changed, before } = mayIntend ? await withoutIntended(place, stage.tree, diff) : { ...stage, ...diff };
  return { snapshot: { source: 'index', tree, changed: changed ?? allAdded(tree) }, before: before ?? new Map() };
}

/** Compares the index with HEAD; undefined in a repository without commits. */
async function diffWithHead(place: GitPlace): Promise<RawDiff | undefined> {
  const args = ['diff-index', '--cached', ...RAW, 'HEAD', '--'];
  const result = await tryGit(place, args);
  if (result.code === 0) return parseRawDiff(result.stdout);
  if (await hasHead(place)) throw gitFailed(args, result);
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

/** The files on disk, untracked and not ignored ones included, compared with HEAD. Files that differ from the index are hashed. */
export async function captureWorktree(place: GitPlace): Promise<Captured> {
  const [index, status] = await Promise.all([captureIndex(place), readStatus(place, 'all')]);
  const tree = new Map<RepoPath, FileEntry>(index.snapshot.tree);
  const changed = new Map<RepoPath, ChangeKind>(index.snapshot.changed);
  const before = new Map<RepoPath, FileEntry>(index.before);
  const onDisk = [...status.edited.keys(), ...status.untracked];
  const hashed = await hashObjects(place, onDisk);
  for (const path of onDisk) {
    const is = hashed.get(path);
    // What the index does not change is there as HEAD has it.
    const was = changed.has(path) ? before.get(path) : tree.get(path);
    if (is === undefined) tree.delete(path);
    else tree.set(path, is);
    const kind = kindOfChange(was, is);
    if (kind === undefined) changed.delete(path);
    else changed.set(path, kind);
    if (was === undefined || kind === undefined) before.delete(path);
    else before.set(path, was);
  }
  return { snapshot: { source: 'worktree', tree: inGitsOrder(tree), changed }, before };
}

function kindOfChange(was: FileEntry | undefined, is: FileEntry | undefined): ChangeKind | undefined {
  if (was?.id === is?.id && was?.mode === is?.mode) return undefined;
  if (was === undefined) return 'added';
  return is === undefined ? 'deleted' : 'modified';
}

/** By the bytes of the paths, as every list of git's is. */
function inGitsOrder(tree: FileSet): FileSet {
  const keyed = [...tree].map((entry) => ({ entry, bytes: encodePath(entry[0]) }));
  return new Map(keyed.sort((a, b) => a.bytes.compare(b.bytes)).map(({ entry }) => entry));
}

/** One commit, compared with another tree; `base` undefined: with nothing, so that every file counts as added. */
export async function captureCommit(place: GitPlace, commit: string, base: string | undefined): Promise<Captured> {
  const [tree, diff] = await Promise.all([
    git(place, ['ls-tree', '-r', '-z', '--full-tree', '--end-of-options', commit]).then(parseTree),
    base === undefined
      ? undefined
      : git(place, ['diff-tree', '-r', ...RAW, '--end-of-options', base, commit, '--']).then(parseRawDiff),
  ]);
  const { changed, before } = diff ?? { changed: allAdded(tree), before: new Map<RepoPath, FileEntry>() };
  return { snapshot: { source: 'commit', tree, changed, commit }, before };
}

/** The same snapshot with other paths as its subject; those that it does not have count as deleted. */
export function about(snapshot: Snapshot, paths: Iterable<RepoPath>): Snapshot {
  const changed = new Map<RepoPath, ChangeKind>();
  for (const path of paths) changed.set(path, snapshot.tree.has(path) ? 'modified' : 'deleted');
  return { ...snapshot, changed };
}

function allAdded(tree: FileSet): ReadonlyMap<RepoPath, ChangeKind> {
  return new Map([...tree.keys()].map((path) => [path, 'added']));
}

function unmergedPaths(paths: readonly RepoPath[]): LatticeError {
  const shown = paths.slice(0, 5).join(', ') + (paths.length > 5 ? ` and ${paths.length - 5} more` : '');
  return new LatticeError(
    'environment',
    `unmerged paths: ${shown}`,
    'Resolve the conflicts and `git add` the files first.',
  );
}
