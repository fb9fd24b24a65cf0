// The user who saves files while a hook runs, as editors do it: into the file that is there, or as a new one in its place.

import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { diskPath } from './repository.mjs';
import { textOfSave } from './saves.mjs';
import { lookAt } from './world.mjs';

/** @typedef {import('./command.mjs').Course} Course */
/** @typedef {import('./repository.mjs').Repository} Repository */
/** @typedef {import('./saves.mjs').Save} Save */

/**
 * A save that was made.
 * @typedef {object} Saved
 * @property {Save} save
 * @property {string} text Its bytes, one character each.
 * @property {readonly string[]} replaced What it took the place of: that user's own loss.
 */

/**
 * Makes these saves, each at its moment, and returns those whose moment came before the end.
 * @param {Repository} repository @param {readonly Save[]} saves @param {Course} course
 * @returns {Promise<readonly Saved[]>}
 */
export async function saveAll(repository, saves, course) {
  const made = await Promise.all(
    saves.map(async (save) => {
      const isReached = await course.reach(save.since, save.share);
      return isReached ? saveOne(repository, save, course.hasEnded) : undefined;
    }),
  );
  return made.filter((one) => one !== undefined);
}

/** The same at once, when no command runs and no fixer has its turn. @param {Repository} repository @param {readonly Save[]} saves */
export function saveNow(repository, saves) {
  // Of a fixer that was killed, or goes on without its hook: what is saved bears the mark by which it is left alone.
  const turns = setInterval(() => rmSync(path.join(repository.scratch, 'busy'), { force: true }), 200);
  const made = saveAll(repository, saves, { reach: async () => true, hasEnded: () => false });
  return made.finally(() => clearInterval(turns));
}

/**
 * Takes turns with the fixer. Undefined where the file cannot be saved: a folder or a link has come in its place, or the
 * folder that it was in is gone.
 * @param {Repository} repository @param {Save} save @param {() => boolean} hasEnded
 * @returns {Promise<Saved | undefined>}
 */
async function saveOne(repository, save, hasEnded) {
  const busy = path.join(repository.scratch, 'busy');
  while (!hasEnded()) {
    if (!isMade(() => closeSync(openSync(busy, 'wx')), 'EEXIST')) {
      await pause(1);
      continue;
    }
    try {
      return await write(repository, save);
    } catch (error) {
      // Something is in the way that no editor writes to, or the file may not be written to.
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      if (['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'EACCES'].includes(code ?? '')) return undefined;
      throw error;
    } finally {
      rmSync(busy, { force: true });
    }
  }
  return undefined;
}

/** @param {Repository} repository @param {Save} save @returns {Promise<Saved>} */
async function write({ root, scratch }, save) {
  const place = diskPath(root, save.name);
  /** @type {string[]} */
  const replaced = [];
  for (;;) {
    const seen = textAt(place);
    const text = textOfSave(save, seen);
    const isDone =
      seen !== undefined && save.way === 'in place'
        ? await writeInto(place, text, replaced)
        : writeAnew(place, text, path.join(scratch, save.mark), replaced);
    if (isDone) return { save, text, replaced };
  }
}

/** @param {Buffer} place */
function textAt(place) {
  const seen = lookAt(place)?.is;
  if (seen === undefined) return undefined;
  if (!seen.startsWith('file')) throw Object.assign(new Error('no file'), { code: 'EISDIR' });
  return seen.replace(/^file \d+ /, '');
}

/** False where the file was removed while it was written to. @param {Buffer} place @param {string} text @param {string[]} replaced */
async function writeInto(place, text, replaced) {
  let handle = -1;
  if (!isMade(() => (handle = openSync(place, constants.O_RDWR | constants.O_NOFOLLOW)), 'ENOENT')) return false;
  try {
    const before = readFileSync(handle, 'latin1');
    ftruncateSync(handle);
    writeSync(handle, Buffer.from(text, 'latin1'), 0, undefined, 0);
    // As an editor does that watches its file.
    await pause(2);
    if (fstatSync(handle).nlink === 0) return false;
    replaced.push(before);
    return true;
  } finally {
    closeSync(handle);
  }
}

/** False where another file has come in between. @param {Buffer} place @param {string} text @param {string} beside @param {string[]} replaced */
function writeAnew(place, text, beside, replaced) {
  const [next, before] = [`${beside}.new`, `${beside}.before`];
  writeFileSync(next, text, 'latin1');
  if (isMade(() => renameSync(place, before), 'ENOENT')) replaced.push(readFileSync(before, 'latin1'));
  return isMade(() => linkSync(next, place), 'EEXIST');
}

/** False where this is why it could not be done. @param {() => void} act @param {string} reason */
function isMade(act, reason) {
  try {
    act();
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== reason) throw error;
    return false;
  }
}
