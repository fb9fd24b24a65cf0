import type { FileEntry, FileSet, RepoPath } from './files.ts';
import { pathTest, relativeTo } from './globs.ts';
import type { Task } from './task.ts';

/**
 * The files of the tree that an outcome depends on besides the files it is about:
 * those that the task's `inputs` match, seen from its folder or from any folder above (tools look for their config
 * upwards); those that its commands name; and `.gitattributes`, which decides what a blob looks like on disk.
 */
export function inputFiles(task: Task, tree: FileSet): FileSet {
  const matches = pathTest(task.inputs);
  const folders = foldersUpwards(task.root);
  const named = new Set([...task.check, ...task.fix].flat().map((word) => joinPath(task.cwd, word)));
  const inputs = new Map<RepoPath, FileEntry>();
  for (const [path, entry] of tree) {
    if (named.has(path) || isAttributes(path) || folders.some((folder) => matchesFrom(folder, path, matches))) {
      inputs.set(path, entry);
    }
  }
  return inputs;
}

function matchesFrom(folder: RepoPath, path: RepoPath, matches: (inside: string) => boolean): boolean {
  const inside = relativeTo(folder, path);
  return inside !== undefined && matches(inside);
}

function isAttributes(path: RepoPath): boolean {
  return path === '.gitattributes' || path.endsWith('/.gitattributes');
}

/** The folder itself and every folder above it, the root (`''`) last. */
export function foldersUpwards(folder: RepoPath): readonly RepoPath[] {
  const folders: RepoPath[] = [];
  for (let current = folder; current !== ''; current = current.slice(0, Math.max(0, current.lastIndexOf('/')))) {
    folders.push(current);
  }
  return [...folders, ''];
}

/** Joins a folder of the repository and a relative path without leaving the `/`-separated form; `./` is dropped. */
export function joinPath(folder: RepoPath, relative: string): RepoPath {
  const path = relative.startsWith('./') ? relative.slice(2) : relative;
  return folder === '' ? path : `${folder}/${path}`;
}
