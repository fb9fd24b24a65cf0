// What a user saves in the middle of a hook: which files, when, and what is in them. Values only.

import { fixedText, lineOf, UNSTAGED_LINE, withLine } from './mess.mjs';

/** @typedef {import('./mess.mjs').Mess} Mess */
/** @typedef {import('./mess.mjs').Place} Place */
/** @typedef {import('./plan.mjs').Since} Since */
/** @typedef {import('../support/random.mjs').Random} Random */

/**
 * @typedef {object} Save
 * @property {string} name Of the file, one character a byte.
 * @property {string} mark A line that no other save and no other file has.
 * @property {Since} since
 * @property {number} share From 0 to 1, of the time that is left then.
 * @property {'line' | 'same line' | 'all'} changes A line that nobody else touches, the one of the unstaged edit, or everything.
 * @property {'seen' | 'work'} base What the editor had loaded: what stands there now, or what stood there before the commit.
 * @property {'in place' | 'anew'} way Written into the file that is there, or a new file put in its place.
 * @property {string | undefined} work What stood there before the commit.
 */

/** By this the fixer knows what a person has just saved, and does not write to it. */
export const MARK = 'saved by hand';

/** A line that neither the staged nor the unstaged edit is next to. */
const SAVED_LINE = 6;

/** @param {Random} random @param {Mess} mess @param {number} most @returns {readonly Save[]} */
export function planSaves(random, mess, most) {
  const places = mess.places.filter((place) => isPlain(place, mess.places));
  const names = new Map(places.map(({ name, work }) => [name, work?.text]));
  for (const number of [1, 2]) names.set(`new ${number}.txt`, undefined);
  /** @type {Save[]} */
  const saves = [];
  for (let number = 0; number < most && names.size > 0; number += 1) {
    const name = random.pick([...names.keys()]);
    saves.push({
      name,
      mark: `${MARK} ${number} ${random.below(1_000_000)}`,
      since: random.pick(/** @type {const} */ (['start', 'journal', 'journal', 'journal', 'staging'])),
      share: random.below(1000) / 1000,
      changes: random.pick(/** @type {const} */ (['line', 'line', 'same line', 'all'])),
      base: random.pick(/** @type {const} */ (['seen', 'seen', 'work'])),
      way: random.pick(/** @type {const} */ (['in place', 'anew'])),
      work: names.get(name),
    });
    // Once: what is saved over an earlier save is that user's own loss.
    names.delete(name);
  }
  return saves;
}

/**
 * The bytes of a save, one character a byte. `seen`: what stands there; undefined for nothing.
 * @param {Save} save @param {string | undefined} seen
 */
export function textOfSave(save, seen) {
  const loaded = save.base === 'work' ? (save.work ?? seen) : seen;
  return save.changes === 'all' || loaded === undefined ? `${save.mark}\n` : changed(save, loaded);
}

/**
 * What may stand in the file when a save and the unstaged version have both been kept in it.
 * @param {Save} save @returns {readonly string[]}
 */
export function mergedTexts(save) {
  if (save.work === undefined || save.changes === 'all') return [];
  const merged = changed(save, save.work);
  return [merged, fixedText(merged)];
}

/** @param {Save} save @param {string} text */
function changed({ changes, mark }, text) {
  const at = changes === 'line' ? SAVED_LINE : UNSTAGED_LINE;
  return lineOf(text, at) === undefined ? `${text}${mark}\n` : withLine(text, at, mark);
}

/** A file or nothing in all its states, and no folder of others. @param {Place} place @param {readonly Place[]} places */
function isPlain({ name, head, index, work }, places) {
  const isFile = [head, index, work].every((thing) => thing === undefined || thing.type === 'file');
  return isFile && !places.some((other) => other.name.startsWith(`${name}/`) || name.startsWith(`${other.name}/`));
}
