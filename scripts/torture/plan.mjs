// All that is decided about a run before it begins, from its seed alone: chance has no say after that, only the machine.

import { randomFrom } from '../support/random.mjs';
import { FORMS, makeMess } from './mess.mjs';
import { planSaves } from './saves.mjs';

/** @typedef {import('./mess.mjs').Mess} Mess */
/** @typedef {import('../support/random.mjs').Random} Random */
/** @typedef {import('./saves.mjs').Save} Save */

/** How much of the time of a whole commit is left, as a rule, once it has come so far. */
export const LASTS = { start: 0.9, journal: 0.3, staging: 0.02 };

/** From when a delay counts: the start, work being hidden, fixes being staged. @typedef {keyof typeof LASTS} Since */

/**
 * @typedef {object} Kill
 * @property {'SIGKILL' | 'SIGTERM' | 'SIGINT' | 'SIGHUP'} signal
 * @property {'group' | 'hook' | 'git'} target All of them as a terminal does it, or one process.
 * @property {Since} since
 * @property {number} share From 0 to 1, of the time that is left then.
 */

/**
 * One commit and what befalls it.
 * @typedef {object} Side
 * @property {Mess} mess
 * @property {Kill | undefined} kill
 * @property {readonly Save[]} saves While the commit goes on.
 * @property {readonly Save[]} savesAfter Between a kill and the recovery.
 * @property {readonly Kill[]} recoveries Recoveries that are killed too, as long as there is something to recover.
 * @property {'recover' | 'commit'} cure What puts things back in the end: the command, or the same commit once more.
 */

/**
 * @typedef {object} Plan
 * @property {string} kind
 * @property {readonly ('main' | 'linked' | 'submodule')[]} places Where the commits are made, all at once.
 * @property {readonly Side[]} sides One for each place.
 */

/** Which forms a commit may have, how many of them are killed, and how many files are saved meanwhile at most. */
const QUIET = { forms: FORMS, isKilled: 0.9, saves: 0 };
const MIXED = { forms: FORMS, isKilled: 0.7, saves: 2 };

/** @typedef {{ readonly forms: readonly Mess['form'][], readonly isKilled: number, readonly saves: number }} Manner */
/** @typedef {{ readonly kind: string, readonly places: Plan['places'], readonly manner: Manner }} Kind */

/**
 * One after the other, so that as many seeds in a row as there are kinds have each of them.
 * @type {readonly Kind[]}
 */
export const KINDS = [
  { kind: 'commit', places: ['main'], manner: { ...QUIET, forms: ['index'] } },
  { kind: 'commit -a', places: ['main'], manner: { ...QUIET, forms: ['all'] } },
  { kind: 'commit <path>', places: ['main'], manner: { ...QUIET, forms: ['path'] } },
  { kind: 'commit --amend', places: ['main'], manner: { ...QUIET, forms: ['amend'] } },
  { kind: 'while somebody saves', places: ['main'], manner: { forms: FORMS, isKilled: 0.4, saves: 6 } },
  { kind: 'in a linked worktree', places: ['linked'], manner: MIXED },
  { kind: 'in a submodule', places: ['submodule'], manner: MIXED },
  { kind: 'in two worktrees at once', places: ['main', 'linked'], manner: MIXED },
];

/** @param {number} seed @returns {Plan} */
export function planOf(seed) {
  const random = randomFrom(seed);
  const { kind, places, manner } = /** @type {Kind} */ (KINDS.at(seed % KINDS.length));
  return { kind, places, sides: places.map(() => sideOf(random, manner)) };
}

/** @param {Random} random @param {Manner} manner @returns {Side} */
function sideOf(random, { forms, isKilled, saves }) {
  const mess = makeMess(random, random.pick(forms));
  const kill = random.isIn(isKilled) ? chooseKill(random) : undefined;
  const planned = planSaves(random, mess, saves);
  const late = kill === undefined ? 0 : random.below(2);
  const recoveries = Array.from({ length: random.isIn(0.4) ? 1 + random.below(3) : 0 }, () => killRecovery(random));
  return {
    mess,
    kill,
    saves: planned.slice(late),
    savesAfter: planned.slice(0, late),
    recoveries,
    cure: random.isIn(0.3) ? 'commit' : 'recover',
  };
}

/** @param {Random} random @returns {Kill} */
function chooseKill(random) {
  return {
    signal: random.pick(
      /** @type {const} */ (['SIGKILL', 'SIGKILL', 'SIGKILL', 'SIGKILL', 'SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP']),
    ),
    target: random.pick(/** @type {const} */ (['group', 'group', 'group', 'group', 'hook', 'hook', 'git'])),
    since: random.pick(/** @type {const} */ (['start', 'journal', 'journal', 'staging', 'staging', 'staging'])),
    share: random.below(1000) / 1000,
  };
}

/** @param {Random} random @returns {Kill} */
function killRecovery(random) {
  return { signal: 'SIGKILL', target: 'group', since: 'start', share: random.below(1000) / 1000 };
}
