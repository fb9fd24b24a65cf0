import { lstatSync } from 'node:fs';
import type { RepoPath } from '../core/files.ts';
import { onDisk } from '../core/path-bytes.ts';

/** Identity of each file that changes whenever somebody writes to it: inode, size and both times in nanoseconds. Absent for what is not there. */
export function stampFiles(root: string, paths: readonly RepoPath[]): ReadonlyMap<RepoPath, string> {
  const stamps = new Map<RepoPath, string>();
  for (const path of paths) {
    const stat = lookAt(root, path);
    if (stat !== undefined) stamps.set(path, `${stat.ino} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs} ${stat.mode}`);
  }
  return stamps;
}

function lookAt(root: string, path: RepoPath) {
  try {
    return lstatSync(onDisk(root, path), { bigint: true, throwIfNoEntry: false });
  } catch {
    // A folder of the path is a file by now, or may not be entered: nothing to see is a state like any other.
    return undefined;
  }
}
