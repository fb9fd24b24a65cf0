// Where the bytes of a save are after a run, and the version that stood there before it.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { idOf } from './expected.mjs';
import { fixedText } from './mess.mjs';
import { mergedTexts } from './saves.mjs';

/** @typedef {import('./judge.mjs').Case} Case */
/** @typedef {import('./judge.mjs').Fate} Fate */
/** @typedef {import('./saver.mjs').Saved} Saved */

/**
 * @param {Saved} saved @param {Case} given
 * @returns {{ readonly fate: Fate | undefined, readonly lost: readonly string[] }}
 */
export function judgeSave(saved, given) {
  const { text, save } = saved;
  const { before, after, first, said } = given;
  const places = findPlaces(saved, given);
  const shown = JSON.stringify(save.name);
  const found = places.rescued.find((one) => one.text === text);
  const isMerged = places.now !== undefined && mergedTexts(save).includes(places.now);
  const fate = findFate(places.now === text, isMerged, places.isCommitted(text), found !== undefined);
  const isRefused = first.kill === undefined && before.head === after.head;
  const isRestaged = isRefused && before.index.get(save.name) !== after.index.get(save.name);
  // A run that was killed can say nothing more.
  const isUntold = fate === 'rescued' && first.kill === undefined && !said.includes(found?.folder ?? '');
  return {
    fate,
    lost: [
      ...(fate === undefined
        ? [`what was saved to ${shown} (${save.mark}) is nowhere; there is ${show(places.now)}`]
        : []),
      ...(isUntold ? [`what was saved to ${shown} is in ${found?.folder}, which nobody names: ${said}`] : []),
      ...(isWorkLost(saved, places) ? [`what stood in ${shown} before is nowhere; there is ${show(places.now)}`] : []),
      ...(isRestaged ? [`${shown} is staged otherwise than before the commit that was refused`] : []),
    ],
  };
}

/**
 * @typedef {object} Places
 * @property {string | undefined} now What the file holds.
 * @property {ReturnType<typeof rescuedAt>} rescued
 * @property {(text: string) => boolean} isCommitted Whether the commit or the index has it, fixed or not.
 */

/** @param {Saved} saved @param {Case} given @returns {Places} */
function findPlaces({ save: { name } }, { repository, after }) {
  const ids = [after.index.get(name), after.committed.get(name)].map((entry) => entry?.split(' ')[1]);
  return {
    now: after.files.get(name)?.is.replace(/^file \d+ /, ''),
    rescued: rescuedAt(repository.gitDir, name),
    isCommitted: (text) => ids.includes(idOf(text)) || ids.includes(idOf(fixedText(text))),
  };
}

/** Whether the unstaged version is nowhere, and was not saved over. @param {Saved} saved @param {Places} places */
function isWorkLost({ save, text, replaced }, { now, rescued, isCommitted }) {
  const { work } = save;
  if (work === undefined || isCommitted(work)) return false;
  const own = [work, fixedText(work)];
  const mayStand = [...own, ...mergedTexts(save), ...(save.base === 'work' ? [text] : [])];
  const isThere = (now !== undefined && mayStand.includes(now)) || rescued.some((one) => one.text === work);
  return !isThere && !replaced.some((one) => own.includes(one));
}

/** @param {boolean} isThere @param {boolean} isMerged @param {boolean} isCommitted @param {boolean} isRescued @returns {Fate | undefined} */
function findFate(isThere, isMerged, isCommitted, isRescued) {
  if (isThere) return 'in the file';
  if (isMerged) return 'merged';
  if (isCommitted) return 'in the commit';
  return isRescued ? 'rescued' : undefined;
}

/**
 * What the rescue folders hold of a file, and each of these folders.
 * @param {string} gitDir @param {string} name
 * @returns {readonly { readonly folder: string, readonly text: string }[]}
 */
function rescuedAt(gitDir, name) {
  const all = path.join(gitDir, 'lattice-hooks/rescued');
  try {
    return readdirSync(all).flatMap((run) => {
      const folder = path.join(all, run);
      const below = Buffer.from(`${folder}/`);
      const names = readdirSync(folder, { recursive: true, encoding: 'latin1' }).map(String);
      return names
        .filter((one) => one.replace(/^(again-\d+\/)+/, '') === name)
        .flatMap((one) => textOf(Buffer.concat([below, Buffer.from(one, 'latin1')])))
        .map((text) => ({ folder, text }));
    });
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return [];
    throw error;
  }
}

/** Nothing for a folder. @param {Buffer} place @returns {string | readonly string[]} */
function textOf(place) {
  try {
    return readFileSync(place, 'latin1');
  } catch {
    return [];
  }
}

/** @param {string | undefined} text */
function show(text) {
  return text === undefined ? 'nothing' : JSON.stringify(text.length > 300 ? `${text.slice(0, 300)}…` : text);
}
