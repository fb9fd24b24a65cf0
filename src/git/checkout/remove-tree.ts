import { chmodSync, readdirSync, rmdirSync, unlinkSync } from 'node:fs';
import { isErrno } from '../../core/errors.ts';
import { look } from '../standing.ts';

type Place = string | Buffer;

const SLASH = Buffer.from('/');

/**
 * Removes whatever stands at a place, folders included that may be neither entered nor written to. A link is removed and
 * never followed: behind it lies what is somebody else's. Where nothing stands nothing happens; throws what the disk says else.
 */
export function removeTree(place: Place): void {
  const stat = look(place);
  if (stat === undefined) return;
  if (stat.isDirectory()) empty(Buffer.from(place));
  remove(place, stat.isDirectory());
}

/** The same for one entry of a folder, which gets the rights that this takes. `isFolder`: what the entry is, links not followed. */
export function removeEntry(folder: Place, name: Buffer, isFolder: boolean): void {
  const entry = entryOf(folder, name);
  if (isFolder) empty(entry);
  withRights(folder, () => remove(entry, isFolder));
}

/** The place of a folder's entry, whatever bytes its name is made of. */
export function entryOf(folder: Place, name: Buffer): Buffer {
  return Buffer.concat([Buffer.from(folder), SLASH, name]);
}

function empty(folder: Buffer): void {
  const entries = withRights(folder, () => readdirSync(folder, { withFileTypes: true, encoding: 'buffer' }));
  for (const entry of entries) removeEntry(folder, entry.name, entry.isDirectory());
}

function remove(place: Place, isFolder: boolean): void {
  if (isFolder) rmdirSync(place);
  else unlinkSync(place);
}

/** Tests take rights away, and may have ended before they gave them back. */
function withRights<T>(folder: Place, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!isErrno(error, 'EACCES')) throw error;
    chmodSync(folder, 0o700);
    return act();
  }
}
