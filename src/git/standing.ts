import { lstatSync, type Stats } from 'node:fs';
import { isErrno } from '../core/errors.ts';
import type { RepoPath } from '../core/files.ts';
import { onDisk } from '../core/path-bytes.ts';

/** What stands at a place on disk, a link at its end not followed; undefined for nothing. Throws what the disk says else. */
export function look(place: string | Buffer): Stats | undefined {
  try {
    return lstatSync(place, { throwIfNoEntry: false });
  } catch (error) {
    // A file where a folder is expected: nothing can stand below it.
    if (isErrno(error, 'ENOTDIR')) return undefined;
    throw error;
  }
}

/** What stands at a path of the repository as git sees it: below a link there is nothing, wherever it leads. */
export function lookAt(root: string, path: RepoPath): Stats | undefined {
  return obstacleOf(root, path) === undefined ? look(onDisk(root, path)) : undefined;
}

/** The outermost of the folders that a path stands in that is no folder on disk, but a file or a link. */
export function obstacleOf(root: string, path: RepoPath): RepoPath | undefined {
  for (const folder of parentsOf(path)) {
    const stat = look(onDisk(root, folder));
    if (stat === undefined) return undefined;
    if (!stat.isDirectory()) return folder;
  }
  return undefined;
}

/** The folders that a path stands in, the outermost first. */
export function parentsOf(path: RepoPath): readonly RepoPath[] {
  const parents: RepoPath[] = [];
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1))
    parents.push(path.slice(0, slash));
  return parents;
}
