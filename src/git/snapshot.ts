import type { ChangeKind, FileEntry, FileSet, RepoPath, Snapshot } from '../core/files.ts';
import { parseRawDiff, parseStage, parseTree } from './entries.ts';
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

/** What git is about to commit, compared with HEAD: two git calls, side by side, and no file is read. */
export async function captureIndex(place: GitPlace): Promise<Captured> {
  const [stage, diff] = await Promise.all([git(place, ['ls-files', '--stage', '-z', '--full-name']), diffIndex(place)]);
  const { changed, before } = diff === undefined ? { changed: undefined, before: new Map() } : parseRawDiff(diff);
  const tree = parseStage(stage);
  return { snapshot: { source: 'index', tree, changed: changed ?? allAdded(tree) }, before };
}

/** Compares the index with HEAD; undefined in a repository without commits. */
async function diffIndex(place: GitPlace): Promise<Buffer | undefined> {
  const args = ['diff-index', '--cached', '--ita-invisible-in-index', ...RAW, 'HEAD', '--'];
  const result = await tryGit(place, args);
  if (result.code === 0) return result.stdout;
  if (await hasHead(place)) throw gitFailed(args, result);
  return undefined;
}

/** Whether there is a commit to compare with. */
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
    const entry = hashed.get(path);
    const was = index.snapshot.tree.get(path);
    if (entry === undefined) tree.delete(path);
    else tree.set(path, entry);
    if (!changed.has(path) && was !== undefined) before.set(path, was);
    changed.set(
      path,
      entry === undefined ? 'deleted' : (changed.get(path) ?? (was === undefined ? 'added' : 'modified')),
    );
  }
  return { snapshot: { source: 'worktree', tree, changed }, before };
}

/** One commit, compared with another tree; `base` undefined: with nothing, so that every file counts as added. */
export async function captureCommit(place: GitPlace, commit: string, base: string | undefined): Promise<Captured> {
  const [listing, diff] = await Promise.all([
    git(place, ['ls-tree', '-r', '-z', '--full-tree', commit]),
    base === undefined ? undefined : git(place, ['diff-tree', '-r', ...RAW, base, commit, '--']),
  ]);
  const tree = parseTree(listing);
  if (diff === undefined)
    return { snapshot: { source: 'commit', tree, changed: allAdded(tree), commit }, before: new Map() };
  const { changed, before } = parseRawDiff(diff);
  return { snapshot: { source: 'commit', tree, changed, commit }, before };
}

/** The same snapshot with other paths as its subject; unknown ones are counted as deleted when they were tracked. */
export function about(snapshot: Snapshot, paths: Iterable<RepoPath>): Snapshot {
  const changed = new Map<RepoPath, ChangeKind>();
  for (const path of paths) changed.set(path, snapshot.tree.has(path) ? 'modified' : 'deleted');
  return { ...snapshot, changed };
}

function allAdded(tree: FileSet): ReadonlyMap<RepoPath, ChangeKind> {
  return new Map([...tree.keys()].map((path) => [path, 'added']));
}
