import type { ChangeKind, FileEntry, FileSet, RepoPath, Snapshot } from '../core/files.ts';
import { encodePath } from '../core/path-bytes.ts';
import type { Captured } from './commits/captured.ts';
import { compareCommit } from './commits/compare.ts';
import { type GitPlace, git } from './git.ts';
import { listTree, parseTree } from './index/entries.ts';
import { captureIndex } from './index/snapshot.ts';
import { hashObjects } from './objects/hash-files.ts';
import { readStatus } from './status.ts';

/** The files on disk, untracked and not ignored ones included, compared with HEAD. Files that differ from the index are hashed. */
export async function captureWorktree(place: GitPlace): Promise<Captured> {
  const [index, status] = await Promise.all([captureIndex(place), readStatus(place, 'all')]);
  const tree = new Map<RepoPath, FileEntry>(index.snapshot.tree);
  const changed = new Map<RepoPath, ChangeKind>(index.snapshot.changed);
  const before = new Map<RepoPath, FileEntry>(index.before);
  const onDisk = [...status.edited.keys(), ...status.untracked];
  if (onDisk.length === 0) return { ...index, snapshot: { ...index.snapshot, source: 'worktree' } };
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
export function inGitsOrder(tree: FileSet): FileSet {
  const keyed = [...tree].map((entry) => ({ entry, bytes: encodePath(entry[0]) }));
  return new Map(keyed.sort((a, b) => a.bytes.compare(b.bytes)).map(({ entry }) => entry));
}

/** One commit, compared with others, all by their ids; without others every file counts as added. */
export async function captureCommit(place: GitPlace, commit: string, bases: readonly string[]): Promise<Captured> {
  const listed = git(place, listTree(commit)).then(parseTree);
  const [tree, { before, ...changes }] = await Promise.all([
    listed,
    compareCommit(place, { commit, tree: listed }, bases),
  ]);
  return { snapshot: { source: 'commit', tree, commit, bases, ...changes }, before };
}

/** The same snapshot with other paths as its subject; those that it does not have count as deleted. */
export function about(snapshot: Snapshot, paths: Iterable<RepoPath>): Snapshot {
  const changed = new Map<RepoPath, ChangeKind>();
  for (const path of paths) changed.set(path, snapshot.tree.has(path) ? 'modified' : 'deleted');
  return { ...snapshot, changed };
}
