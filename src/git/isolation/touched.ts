import { lstatSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import type { FileSet, RepoPath } from '../../core/files.ts';
import { onDisk } from '../../core/path-bytes.ts';

/**
 * Tracked files that somebody may have written to, or removed, since a moment: one look at each, and no process.
 * `since`: milliseconds of the wall clock. What was gone before counts as well where its folder has changed since.
 */
export function touchedSince(root: string, tree: FileSet, since: number): readonly RepoPath[] {
  const isTouched = (path: RepoPath): boolean => {
    const stat = look(onDisk(root, path));
    return stat === undefined ? (look(`${root}/${dirname(path)}`)?.ctimeMs ?? since) >= since : stat.ctimeMs >= since;
  };
  return [...tree].flatMap(([path, { mode }]) => (mode !== '160000' && isTouched(path) ? [path] : []));
}

function look(place: string | Buffer): Stats | undefined {
  try {
    return lstatSync(place, { throwIfNoEntry: false });
  } catch {
    // A folder of the path is a file by now.
    return undefined;
  }
}
