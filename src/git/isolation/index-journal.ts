import {
  existsSync,
  linkSync,
  lutimesSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { errorMessage, isErrno, LatticeError } from '../../core/errors.ts';
import { removeFile } from '../../system/kept/remove-file.ts';
import { look } from '../standing.ts';
import { copy, flush, NO_LINKS } from './move.ts';

/**
 * Where the journal keeps the index from before the tasks, until it is known that they left it alone or it is back. An
 * empty file stands for none: no index is empty.
 */
export function journaledIndex(folder: string): string {
  return join(folder, 'index');
}

/**
 * Keeps an index in the journal's folder, whole or not at all, and safe from a power cut. Git replaces an index and never
 * writes into it, so that a second name for the file is enough.
 */
export function journalIndex(index: string, folder: string): void {
  keepWhole(folder, journaledIndex(folder), (part) => {
    if (existsSync(index)) linkOrCopy(realpathSync(index), part);
    else writeFileSync(part, '', { mode: 0o600 });
  });
}

/**
 * The same for bytes that were read. `times`: of access and change, in milliseconds; git looks again at files that are as
 * young as the index, which must not seem younger than it was.
 */
export function keepIndexBytes(kept: string, folder: string, bytes: Buffer, times: readonly [number, number]): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  keepWhole(folder, kept, (part) => {
    writeFileSync(part, bytes, { mode: 0o600 });
    const [atime, mtime] = times;
    lutimesSync(part, Math.floor(atime / 1000), Math.floor(mtime / 1000));
  });
}

/** Forgets the index from before: what is there now is what the run expects. */
export function forgetIndex(folder: string): void {
  removeFile(journaledIndex(folder));
}

/**
 * Gives a file a second name, or makes a copy with the same times where that cannot be. Throws `EEXIST` where something
 * stands, so that it can take a lock.
 */
export function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    // `EPERM`: also a file of somebody else's may not be linked.
    if (!isErrno(error, ...NO_LINKS)) throw error;
    copy(from, to);
  }
}

/**
 * Removes the lock of the index that a run held when it was killed while it put the index back: it is the kept index by
 * another name. The lock of any other git stays. Throws `LatticeError` where it cannot be removed.
 */
export function dropOwnLock(gitDir: string, folder: string): void {
  const lock = join(gitDir, 'index.lock');
  if (!isSameFile(lock, journaledIndex(folder))) return;
  try {
    rmSync(lock);
  } catch (error) {
    throw new LatticeError(
      'isolation',
      `the lock of an interrupted run cannot be removed: ${errorMessage(error)}`,
      `Your files are as they were. Remove ${lock}, then run \`npx lattice-hooks recover\`.`,
      error,
    );
  }
}

/** Whether two names stand for one file. */
export function isSameFile(a: string, b: string): boolean {
  const [one, two] = [a, b].map((file) => statSync(file, { bigint: true, throwIfNoEntry: false }));
  return one !== undefined && one.ino === two?.ino && one.dev === two.dev;
}

function keepWhole(folder: string, kept: string, write: (part: string) => void): void {
  const part = `${kept}.part`;
  if (look(part) !== undefined) rmSync(part);
  write(part);
  flush(part);
  renameSync(part, kept);
  flush(folder);
}
