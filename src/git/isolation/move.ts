import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  linkSync,
  type lstatSync,
  lutimesSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { isErrno } from '../../core/errors.ts';
import { haveSameBytes } from '../../system/file-pieces.ts';
import { look } from '../standing.ts';
import { keepOwner } from './owner.ts';

type Place = string | Buffer;
type Stats = ReturnType<typeof lstatSync>;

/** What the disk says that gives a file no second name there, see link(2): it knows none, or this file may have none. */
export const NO_LINKS = ['EXDEV', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'] as const;

/**
 * Moves a file, link or folder as it is, times and permissions included. Where the file systems differ it is copied, and
 * the original goes only when the copy is whole and flushed.
 */
export function move(from: Place, to: Place): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!isErrno(error, 'EXDEV')) throw error;
    copy(from, to);
    flushAll(to);
    rmSync(from, { recursive: true });
  }
}

/**
 * The same where nothing stands; false where something does by now, which a rename would replace without a word. A folder
 * replaces no file, and on disks that know no hard links there is no better way.
 */
export function moveToFree(from: Place, to: Place): boolean {
  if (look(from)?.isDirectory()) {
    move(from, to);
    return true;
  }
  try {
    linkSync(from, to);
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    if (!isErrno(error, ...NO_LINKS)) throw error;
    move(from, to);
    return true;
  }
  unlinkSync(from);
  return true;
}

/** Removes a file, a link, or a folder with all that is in it. Most are files, for which one call is enough. */
export function remove(place: Place): void {
  if (look(place)?.isDirectory()) rmSync(place, { recursive: true });
  else unlinkSync(place);
}

/** Moves into a slot of the journal. A slot is there whole or not at all, also when we are killed half way. */
export function keep(from: Place, slot: string): void {
  try {
    renameSync(from, slot);
  } catch (error) {
    if (!isErrno(error, 'EXDEV')) throw error;
    const part = `${slot}.part`;
    rmSync(part, { recursive: true, force: true });
    copy(from, part);
    flushAll(part);
    renameSync(part, slot);
    rmSync(from, { recursive: true });
  }
}

/** Copies a file, link or folder with its times, permissions and owner. Throws for what is neither. */
export function copy(from: Place, to: Place): void {
  const stat = look(from);
  if (stat === undefined) throw new Error(`${from} is gone`);
  if (stat.isDirectory()) copyFolder(from, to, stat);
  else if (stat.isSymbolicLink()) symlinkSync(readlinkSync(from, { encoding: 'buffer' }), to);
  else if (stat.isFile()) copyFileSync(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  else throw new Error(`${from} is neither a file nor a link nor a folder`);
  keepOwner(to, stat);
  // Seconds as a number keep the time to the microsecond, where a Date stops at the millisecond.
  lutimesSync(to, stat.atimeMs / 1000, stat.mtimeMs / 1000);
}

function copyFolder(from: Place, to: Place, stat: NonNullable<Stats>): void {
  mkdirSync(to, { mode: 0o700 });
  for (const name of readdirSync(from, { encoding: 'buffer' })) copy(join(from, name), join(to, name));
  // At the end: a folder that nobody may write to can be filled until then, and the process's mask does not matter.
  chmodSync(to, Number(stat.mode) & 0o7777);
}

function join(folder: Place, name: Buffer): Buffer {
  return Buffer.concat([Buffer.from(folder), Buffer.from('/'), name]);
}

/**
 * Waits until a file or folder, and all that is in it, is safe from a power cut.
 * @internal Exported for its test.
 */
export function flushAll(place: Place): void {
  const stat = look(place);
  if (stat?.isDirectory()) {
    for (const name of readdirSync(place, { encoding: 'buffer' })) flushAll(join(place, name));
  }
  if (stat?.isDirectory() || stat?.isFile()) flush(place);
}

/** Waits until a file, or the list of names in a folder, is safe from a power cut. */
export function flush(place: Place): void {
  const handle = openSync(place, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes the folder that a place stands in. */
export function makeFolderOf(place: Place): void {
  mkdirSync(typeof place === 'string' ? dirname(place) : place.subarray(0, place.lastIndexOf(47)), { recursive: true });
}

/** Whether two files hold the same bytes with the same permissions, and were changed at the same time. Links and folders never do. */
export function compareFiles(a: Place, b: Place): 'same' | 'other-time' | 'other' {
  const [one, two] = [look(a), look(b)];
  if (!one?.isFile() || !two?.isFile() || one.size !== two.size || one.mode !== two.mode) return 'other';
  if (!haveSameBytes(a, b)) return 'other';
  // A copy keeps the time to the microsecond.
  return Math.abs(one.mtimeMs - two.mtimeMs) < 0.01 ? 'same' : 'other-time';
}
