import { randomUUID } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isErrno } from '../core/errors.ts';

/** What programs have open already, by its path on Linux and other systems: opening it anew begins a file of that name anew. */
const OPEN = /^\/(?:dev\/(?:stdout|stderr|fd\/\d+)|proc\/(?:self|\d+)\/fd\/\d+)$/;
/** Links that lead on from each other, as Linux has it (`path_resolution`(7)). */
const MOST_LINKS = 40;

/**
 * Writes a text into a file that somebody named, by an absolute path: whole or not at all, where links lead, with the rights
 * and the owner of what was there, and folders made that are missing. A pipe or a device takes it as it is.
 * Returns whether it is a file now. Throws errors of the disk.
 */
export function writeNamed(path: string, text: string): boolean {
  const file = followed(path);
  const there = statSync(file, { throwIfNoEntry: false });
  if (OPEN.test(file) || (there !== undefined && !there.isFile())) {
    writeFileSync(file, text, { flag: OPEN.test(file) ? 'a' : 'w' });
    return false;
  }
  // What was made read-only stays as it is, also where its folder would let it be replaced.
  if (there !== undefined) closeSync(openSync(file, 'r+'));
  mkdirSync(dirname(file), { recursive: true });
  replace(file, text, there);
  return true;
}

/** Opens such a file to write into it bit by bit: what was there is gone. Throws errors of the disk. */
export function openNamed(path: string): number {
  const file = followed(path);
  if (OPEN.test(file)) return openSync(file, 'a');
  mkdirSync(dirname(file), { recursive: true });
  return openSync(file, 'w');
}

/** Throws the error of the disk for which such a file could not be written now, as far as that shows without writing. */
export function probeNamed(path: string): void {
  const file = followed(path);
  const there = OPEN.test(file) ? undefined : statSync(file, { throwIfNoEntry: false });
  // Nothing but a file or a folder: whoever reads a pipe would take a look for the end of what he waits for.
  if (there?.isFile() === true || there?.isDirectory() === true) closeSync(openSync(file, 'r+'));
  if (OPEN.test(file) || there !== undefined) return;
  let folder = dirname(file);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  accessSync(folder, constants.W_OK | constants.X_OK);
}

/** Where links lead, also to what is not there yet. */
function followed(path: string): string {
  let file = path;
  for (let count = 0; count < MOST_LINKS && !OPEN.test(file); count += 1) {
    const link = linkAt(file);
    if (link === undefined) return file;
    file = resolve(realpathSync(dirname(file)), link);
  }
  return file;
}

function linkAt(file: string): string | undefined {
  try {
    return readlinkSync(file);
  } catch {
    return undefined;
  }
}

function replace(file: string, text: string, there: Stats | undefined): void {
  // Beside it, as only there it can take its place at once; of a name that is short, whatever the other one is.
  const part = join(dirname(file), `.lattice-hooks-${randomUUID()}`);
  try {
    writeFileSync(part, text, { flag: 'wx' });
    if (there !== undefined) keepRights(part, there);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    // Nothing may be made in the folder, or nothing may take the place of the file, such as one that a container mounts.
    if (there === undefined || !isErrno(error, 'EACCES', 'EPERM', 'EBUSY', 'EXDEV')) throw error;
    writeOver(file, text);
  }
}

function keepRights(part: string, { mode, uid, gid }: Stats): void {
  const made = statSync(part);
  try {
    if (made.uid !== uid || made.gid !== gid) chownSync(part, uid, gid);
  } catch {
    // Only root may give files away, and some file systems have no owners.
  }
  chmodSync(part, mode & 0o777);
}

/** Writes into the file itself, which holds what it held before where that fails. */
function writeOver(file: string, text: string): void {
  const before = readFileSync(file);
  try {
    writeFileSync(file, text);
  } catch (error) {
    writeFileSync(file, before);
    throw error;
  }
}
