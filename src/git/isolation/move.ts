import {
  copyFileSync,
  cpSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
} from 'node:fs';
import { dirname } from 'node:path';

type Path = string | Buffer;

/** What stands at the path itself, links not followed; undefined for nothing. */
export function look(path: Path): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // A file where a folder is expected: nothing can stand below it.
    if (isErrno(error, 'ENOTDIR')) return undefined;
    throw error;
  }
}

/** Moves a file, link or folder as it is, times and permissions included; copies where the file systems differ. */
export function move(from: Path, to: Path): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!isErrno(error, 'EXDEV')) throw error;
    copy(from, to);
    rmSync(from, { recursive: true });
  }
}

/** Copies a file, link or folder with its times and permissions. */
export function copy(from: Path, to: Path): void {
  const stat = lstatSync(from);
  if (stat.isFile()) copyFileSync(from, to);
  else cpSync(from.toString(), to.toString(), { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  lutimesSync(to, stat.atime, stat.mtime);
}

/** Makes the folder that a path stands in. */
export function makeFolderOf(path: Path): void {
  mkdirSync(typeof path === 'string' ? dirname(path) : path.subarray(0, path.lastIndexOf(47)), { recursive: true });
}

/** Whether two files hold the same bytes with the same permissions. Links and folders are never the same. */
export function isSameFile(a: Path, b: Path): boolean {
  const [one, other] = [look(a), look(b)];
  if (one === undefined || other === undefined || !one.isFile() || !other.isFile()) return false;
  return one.size === other.size && one.mode === other.mode && readFileSync(a).equals(readFileSync(b));
}

/** Whether an error of Node's file system carries this code. */
export function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
