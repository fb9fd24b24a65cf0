import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LatticeError } from '../../core/errors.ts';
import { type FileSet, isSameEntry, type RepoPath } from '../../core/files.ts';
import { listPaths } from '../../core/list-paths.ts';
import { decodePath, splitFields } from '../../core/path-bytes.ts';
import type { UnseenFiles } from '../../core/ports.ts';
import type { Captured } from '../commits/captured.ts';
import { type GitPlace, git } from '../git.ts';
import { indexFileOf, readIndex } from '../index/read.ts';
import { flaggedIn } from '../index/stats.ts';
import { hashObjects } from '../objects/hash-files.ts';
import { lookAt } from '../standing.ts';
import type { Isolation } from './isolation.ts';

/**
 * Throws `LatticeError` where a file of the commit, or one that a fixer is handed, is flagged `assume-unchanged` or
 * `skip-worktree` and is not on disk as it is staged: git calls it unedited, so that its private bytes would be checked, and
 * fixed into the commit. No git process unless a file of them is flagged.
 */
export async function refuseFlaggedEdits({ place, repository, captured, exposure }: Isolation): Promise<void> {
  const { tree, changed } = captured.snapshot;
  const flagged = await flaggedPaths(place, repository.gitDir, captured);
  const concerned = flagged.filter((path) => changed.has(path) || exposure.rewrites.has(path));
  const edited = await differingFrom(tree, place, concerned);
  if (edited.length === 0) return;
  throw new LatticeError(
    'environment',
    `flagged assume-unchanged or skip-worktree, and edited beside what is staged: ${listPaths(edited)}`,
    'Take the flag away (git update-index --no-assume-unchanged --no-skip-worktree), then commit again.',
    undefined,
    'isolation.md#when-work-cannot-be-put-aside-or-back',
  );
}

/** What git was told not to look at. */
type FlaggedFiles = Omit<UnseenFiles, 'submodules'>;

/** None of it. */
export const NOTHING_FLAGGED: FlaggedFiles = { edited: new Set(), absent: new Set() };

/**
 * Files of the tree with such a flag that hold something else on disk, and those that are not there: tasks see that, and git
 * does not. No git process unless a flagged file is there, as none is that a sparse checkout leaves out.
 */
export async function flaggedFiles(place: GitPlace, gitDir: string, captured: Captured): Promise<FlaggedFiles> {
  const { tree } = captured.snapshot;
  const flagged = (await flaggedPaths(place, gitDir, captured)).filter((path) => tree.has(path));
  if (flagged.length === 0) return NOTHING_FLAGGED;
  const there = new Set(present(place.cwd, flagged));
  const absent = flagged.filter((path) => !there.has(path) && tree.get(path)?.mode !== SUBMODULE);
  return { edited: new Set(await differingFrom(tree, place, [...there])), absent: new Set(absent) };
}

const SUBMODULE = '160000';

async function flaggedPaths(place: GitPlace, gitDir: string, captured: Captured): Promise<readonly RepoPath[]> {
  const file = indexFileOf(place, join(gitDir, 'index'));
  const read = readIndex(file, captured.index);
  if (read !== undefined) return flaggedIn(read.index) ?? askGit(place);
  return existsSync(file) ? askGit(place) : [];
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
