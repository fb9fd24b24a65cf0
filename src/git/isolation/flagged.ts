import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { LatticeError } from '../../core/errors.ts';
import { type FileSet, isSameEntry, type RepoPath } from '../../core/files.ts';
import { listPaths } from '../../core/list-paths.ts';
import { decodePath, splitFields } from '../../core/path-bytes.ts';
import { type GitPlace, git } from '../git.ts';
import { parseFlagged } from '../index-stats.ts';
import { hashObjects } from '../objects.ts';
import { isErrno, lookAt } from '../standing.ts';
import type { Isolation } from './isolation.ts';

/**
 * Throws `LatticeError` where a file of the commit, or one that a fixer is handed, is flagged `assume-unchanged` or
 * `skip-worktree` and is not on disk as it is staged: git calls it unedited, so that its private bytes would be checked, and
 * fixed into the commit. No git process unless a file of them is flagged.
 */
export async function refuseFlaggedEdits({ place, repository, captured, exposure }: Isolation): Promise<void> {
  const { tree, changed } = captured.snapshot;
  const flagged = await flaggedPaths(place, repository.gitDir, tree);
  const concerned = flagged.filter((path) => changed.has(path) || exposure.rewrites.has(path));
  const edited = await differingFrom(tree, place, concerned);
  if (edited.length === 0) return;
  throw new LatticeError(
    'environment',
    `flagged assume-unchanged or skip-worktree, and edited beside what is staged: ${listPaths(edited)}`,
    'Take the flag away (git update-index --no-assume-unchanged --no-skip-worktree), then commit again.',
  );
}

/**
 * Files of the tree with such a flag that hold something else on disk: tasks see that, and git does not. No git process
 * unless a flagged file is there, as none is that a sparse checkout leaves out.
 */
export async function unseenEdits(place: GitPlace, gitDir: string, tree: FileSet): Promise<ReadonlySet<RepoPath>> {
  const flagged = await flaggedPaths(place, gitDir, tree);
  return new Set(await differingFrom(tree, place, flagged));
}

async function flaggedPaths(place: GitPlace, gitDir: string, tree: FileSet): Promise<readonly RepoPath[]> {
  const first = tree.values().next().value;
  const bytes = readIndex(resolve(place.cwd, place.env['GIT_INDEX_FILE'] || join(gitDir, 'index')));
  if (first === undefined || bytes === undefined) return [];
  return parseFlagged(bytes, first.id.length / 2) ?? askGit(place);
}

function readIndex(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Lower case is `assume-unchanged`, `S` is `skip-worktree`, see git-ls-files(1). */
async function askGit(place: GitPlace): Promise<readonly RepoPath[]> {
  const fields = splitFields(await git(place, ['ls-files', '-v', '-z', '--full-name']));
  return fields
    .filter((field) => /^[a-zS]/.test(field.toString('latin1', 0, 1)))
    .map((field) => decodePath(field.subarray(2)));
}

async function differingFrom(tree: FileSet, place: GitPlace, paths: readonly RepoPath[]): Promise<readonly RepoPath[]> {
  const tracked = paths.filter((path) => tree.has(path));
  const there = present(place.cwd, tracked);
  if (there.length === 0) return [];
  const held = await hashObjects(place, there, tree);
  return [...held].filter(([path, entry]) => !isSameEntry(entry, tree.get(path))).map(([path]) => path);
}

/** Those where something stands. A sparse checkout leaves out whole folders: each is looked for once. */
function present(root: string, paths: readonly RepoPath[]): readonly RepoPath[] {
  const folders = new Map([['.', true]]);
  const isThere = (folder: RepoPath): boolean => {
    const known = folders.get(folder) ?? lookAt(root, folder)?.isDirectory() === true;
    folders.set(folder, known);
    return known;
  };
  return paths.filter((path) => isThere(dirname(path)) && lookAt(root, path) !== undefined);
}
