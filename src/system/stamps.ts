import { lstatSync } from 'node:fs';
import type { RepoPath } from '../core/files.ts';
import { onDisk } from '../core/path-bytes.ts';

/**
 * Identity of each file that changes whenever somebody writes to it: inode, size, mode, and both times in nanoseconds, of
 * the link itself where it is one. Absent for what is not there.
 */
export function stampFiles(root: string, paths: readonly RepoPath[]): ReadonlyMap<RepoPath, string> {
  const stamps = new Map<RepoPath, string>();
  for (const path of paths) {
    const stamp = stampAt(onDisk(root, path));
    if (stamp !== undefined) stamps.set(path, stamp);
  }
  return stamps;
}

/** The same for one place on disk. */
export function stampAt(place: string | Buffer): string | undefined {
  try {
    const stat = lstatSync(place, { bigint: true, throwIfNoEntry: false });
    return stat && `${stat.ino} ${stat.size} ${stat.mode} ${stat.mtimeNs} ${stat.ctimeNs}`;
  } catch {
    // A folder of the path is a file by now, or may not be entered: nothing to see is a state like any other.
    return undefined;
  }
}

/** Whether a file that was moved is still the one that bore the stamp: moving it changes the time of its inode alone. */
export function isSameMoved(before: string, after: string | undefined): boolean {
  const withoutInodeTime = (stamp: string) => stamp.slice(0, stamp.lastIndexOf(' '));
  return after !== undefined && withoutInodeTime(before) === withoutInodeTime(after);
}
