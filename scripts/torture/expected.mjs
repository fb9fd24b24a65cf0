// What must be true after an accepted commit, worked out from the mess alone: git and the hook are not asked.

import { createHash } from 'node:crypto';
import { fixedText, TYPO } from './mess.mjs';

/** @typedef {import('./mess.mjs').Mess} Mess */
/** @typedef {import('./mess.mjs').Place} Place */
/** @typedef {import('./mess.mjs').Thing} Thing */

/**
 * What an accepted commit changes, by path; undefined stands for nothing there.
 * @typedef {object} Accepted
 * @property {ReadonlyMap<string, Thing | undefined>} committed Every path in the tree of the commit.
 * @property {ReadonlyMap<string, Thing | undefined>} index Every path in the index, for those that stand there.
 * @property {ReadonlyMap<string, Thing>} fixed Files on disk that a fix changes.
 */

/**
 * The world after the commit; undefined when it must be refused.
 * @param {Mess} mess
 * @returns {Accepted | undefined}
 */
export function acceptedBy(mess) {
  if (mess.isRefused) return undefined;
  const committed = new Map();
  const index = new Map();
  const fixed = new Map();
  for (const place of mess.places) {
    const { name, head, work } = place;
    const view = committedAt(mess, place);
    // An amended commit is compared with the one before it, in which none of the files was.
    const base = mess.form === 'amend' ? undefined : head;
    const isFixed = view?.type === 'file' && !isEqual(base, view) && view.text.includes(TYPO);
    const result = isFixed ? fix(view) : view;
    committed.set(name, result);
    index.set(name, isCommitted(mess, place) ? result : place.index);
    if (!isFixed || work === undefined) continue;
    // A link in place of the file has no lines to merge with, and an edit of the very line no place for both.
    if (work.type !== 'file' || lineOfTypo(work.text) !== lineOfTypo(view.text)) return undefined;
    fixed.set(name, fix(work));
  }
  return { committed, index, fixed };
}

/** Whether git takes what it commits from the worktree, before the hook starts. @param {Pick<Mess, 'form'>} mess */
export function readsWorktree({ form }) {
  return form === 'all' || form === 'path';
}

/** @param {Mess} mess @param {Place} place */
function isCommitted({ form, path }, { name }) {
  return form !== 'path' || name === path;
}

/** @param {Mess} mess @param {Place} place */
function committedAt(mess, place) {
  if (!isCommitted(mess, place)) return place.head;
  if (!readsWorktree(mess)) return place.index;
  const isTracked = place.index !== undefined || place.isIntended === true;
  return isTracked ? place.work : undefined;
}

/** @param {Thing} thing @returns {Thing} */
function fix(thing) {
  return { ...thing, text: fixedText(thing.text) };
}

/** @param {string} text */
function lineOfTypo(text) {
  return text.split('\n').find((line) => line.includes(TYPO));
}

/** @param {Thing | undefined} a @param {Thing | undefined} b */
function isEqual(a, b) {
  return a === b || (a !== undefined && b !== undefined && entryOf(a) === entryOf(b));
}

/**
 * Mode and object id, as git writes them.
 * @param {Thing} thing
 */
export function entryOf({ type, text, mode }) {
  const kind = (mode & 0o100) === 0 ? '100644' : '100755';
  return `${type === 'link' ? '120000' : kind} ${idOf(text)}`;
}

/** The id that git gives a blob of these bytes, one a character. @param {string} text */
export function idOf(text) {
  const bytes = Buffer.from(text, 'latin1');
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
