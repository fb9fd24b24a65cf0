// Whether anything is lost: compares the world after a run with the one before it and the one that was to come.

import { acceptedBy, readsWorktree } from './expected.mjs';
import { judgeSave } from './judge-save.mjs';
import { differences, without, worldAfter } from './world.mjs';

/** @typedef {import('./command.mjs').Ended} Ended */
/** @typedef {import('./mess.mjs').Mess} Mess */
/** @typedef {import('./repository.mjs').Repository} Repository */
/** @typedef {import('./saver.mjs').Saved} Saved */
/** @typedef {import('./world.mjs').World} World */

/** Where saved bytes were found. @typedef {'in the file' | 'merged' | 'in the commit' | 'rescued'} Fate */

/**
 * A run that is over.
 * @typedef {object} Case
 * @property {Repository} repository
 * @property {World} before
 * @property {World} after
 * @property {Mess} mess
 * @property {Ended} first The commit, and the one that ended last.
 * @property {Ended} last
 * @property {string} said All that was said to the user.
 * @property {readonly Saved[]} saved
 */

/** @param {Case} given @returns {{ readonly fates: readonly Fate[], readonly lost: readonly string[] }} */
export function judge(given) {
  const { before, after, mess, last, saved } = given;
  const names = new Set(saved.flatMap(({ save }) => withParents(save.name)));
  const rest = { ...mess, places: mess.places.filter(({ name }) => !names.has(name)) };
  const others = judgeOthers(without(before, names), without(after, names), rest, last, saved.length > 0);
  const judged = saved.map((one) => judgeSave(one, given));
  return {
    fates: judged.flatMap(({ fate }) => fate ?? []),
    lost: [...others, ...judged.flatMap(({ lost }) => lost)],
  };
}

/** The folders of a file may have come with it. @param {string} name */
function withParents(name) {
  const parts = name.split('/');
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}

/**
 * Which world it must be, before or after the commit, follows from how the last commit ended; one that was killed may have
 * come to either, but to nothing in between. A commit during which somebody saved files may be refused.
 * @param {World} before @param {World} after @param {Mess} mess @param {Ended} last @param {boolean} mayRefuse
 * @returns {readonly string[]}
 */
function judgeOthers(before, after, mess, last, mayRefuse) {
  const accepted = acceptedBy(mess);
  const isCommitted = before.head !== after.head;
  const isEither = last.kill !== undefined || mayRefuse;
  const asBefore = isCommitted ? ['a commit was made'] : differences(before, after, ['files', 'index', 'others']);
  if (accepted === undefined || (isEither && asBefore.length === 0)) return asBefore;
  const asGoal = unlikeGoal(worldAfter(before, accepted), before, after, mess, last);
  if (!isCommitted && !isEither) return [`the commit was refused: ${last.text}`, ...asGoal];
  return asGoal.length === 0 || isCommitted || asGoal.length <= asBefore.length ? asGoal : asBefore;
}

/**
 * What differs from the world after an accepted commit.
 * @param {World} goal @param {World} before @param {World} after @param {Mess} mess @param {Ended} last
 */
function unlikeGoal(goal, before, after, mess, { kill }) {
  const isCommitted = before.head !== after.head;
  // A git that was killed has not always put the index in place that belongs to the commit, nor ended the merge.
  const isIndexOld = kill !== undefined && readsWorktree(mess) && differences(before, after, ['index']).length === 0;
  const merge = kill === undefined ? 'none' : (after.others.get('MERGE_HEAD') ?? 'none');
  const others = isCommitted ? new Map(goal.others).set('MERGE_HEAD', merge) : goal.others;
  return [
    ...differences({ ...goal, others }, after, isIndexOld ? ['files', 'others'] : ['files', 'index', 'others']),
    ...(isCommitted ? differences(goal, after, ['committed']) : []),
  ];
}
