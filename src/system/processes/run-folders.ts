import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './identity.ts';

/** Whose folder it is stands in its name: what is left of somebody who was killed can be told from what is in use. */
const NAME = /^lattice-hooks-run-(\d+)-\w{6}$/;
/** Milliseconds after which nobody works in a folder any more: in another container the same number is another process. */
const DAY = 24 * 60 * 60 * 1000;

/** Makes a folder for files of a run, below the folder for temporary files. Whoever makes it removes it. */
export function makeRunFolder(temporary: string): string {
  return mkdtempSync(join(temporary, `lattice-hooks-run-${process.pid}-`));
}

/** Removes the folders that a process has left; to be called where it is known to have ended. Those of others are left alone. */
export function removeFoldersOf(pid: number, temporary: string): void {
  for (const { folder } of foldersIn(temporary).filter((one) => one.pid === pid)) removeQuietly(folder);
}

/** Removes the folders of processes that are gone, as far as anybody can tell who does not know them. `now`: milliseconds since 1970. */
export function removeOldFolders(temporary: string, now: number): void {
  for (const { pid, folder } of foldersIn(temporary))
    if (!isAlive(pid, undefined) && isOld(folder, now)) removeQuietly(folder);
}

function foldersIn(temporary: string): readonly { readonly pid: number; readonly folder: string }[] {
  try {
    return readdirSync(temporary).flatMap((name) => {
      const pid = NAME.exec(name)?.[1];
      return pid === undefined ? [] : [{ pid: Number(pid), folder: join(temporary, name) }];
    });
  } catch {
    return [];
  }
}

function isOld(folder: string, now: number): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  return stat !== undefined && stat.mtimeMs + DAY < now;
}

/** What cannot be removed, because it is another user's, only takes room. */
function removeQuietly(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {}
}
