// A command that starts hooks: what it must come to, and what it came to.

import { statSync } from 'node:fs';
import path from 'node:path';
import { differences, lookAt } from './state.mjs';
import { run, takeStarted } from './world.mjs';

/** @typedef {import('./oracle.mjs').Verdict} Verdict */
/** @typedef {import('./state.mjs').State} State */
/** @typedef {import('./world.mjs').Ended} Ended */
/** @typedef {import('./world.mjs').World} World */

/**
 * What came of a step.
 * @typedef {object} Outcome
 * @property {string} did In words.
 * @property {readonly Hook[]} hooks Those that were started.
 * @property {readonly string[]} wrong What is not as it must be.
 */

/**
 * @typedef {object} Hook
 * @property {'commit' | 'push' | 'run' | 'killed'} type
 * @property {boolean} isAccepted
 * @property {number} tasks How many the state of the repository starts.
 * @property {number} started Programs that were really started for them.
 * @property {boolean} isFast Whether it came to its end without Node, which keeps a record of every run.
 * @property {string} said
 */

/**
 * What a command must come to.
 * @typedef {object} Expectation
 * @property {Verdict} verdict
 * @property {State} accepted The worktree and the index afterwards.
 * @property {State} refused
 * @property {readonly string[]} [more] Further reasons to refuse.
 * @property {boolean} [isOpen] Whether it may end either way, see `hasStrayRules`.
 */

/**
 * Runs a command of git that starts a hook, and compares. Returns the outcome, and whether the command was accepted.
 * @param {World} world @param {string} did @param {Hook['type']} type @param {readonly string[]} words
 * @param {Expectation} expectation @param {Readonly<Record<string, string>>} [more] environment
 * @returns {Outcome}
 */
export function runHooked(
  world,
  did,
  type,
  words,
  { verdict, accepted, refused, more: reasons = [], isOpen = false },
  more = {},
) {
  takeStarted(world);
  const record = stampOfRecord(world);
  const ended = run(world, words, { more });
  const started = takeStarted(world);
  const hasSucceeded = ended.code === 0;
  const after = lookAt(world);
  const expected = hasSucceeded ? accepted : refused;
  const refusals = [...verdict.refusals, ...reasons];
  return {
    did,
    hooks: [
      {
        type,
        isAccepted: hasSucceeded,
        tasks: verdict.started.length,
        started: started.length,
        isFast: hasSucceeded && verdict.started.length > 0 && stampOfRecord(world) === record,
        said: ended.output,
      },
    ],
    wrong: [
      ...(hasSucceeded && refusals.length > 0 && !isOpen
        ? [`it was accepted, in spite of ${refusals.join('; ')}`]
        : []),
      ...(!hasSucceeded && refusals.length === 0 && !isOpen
        ? [`it was refused with ${ended.code}: ${ended.output}`]
        : []),
      ...differences('file', expected.files, after.files),
      ...differences('staged', expected.index, after.index),
      ...verdict.warnings.filter((line) => !ended.output.includes(line)).map((line) => `it did not show "${line}"`),
    ],
  };
}

/** Whether the last hook of an outcome was content. @param {Outcome} outcome */
export function isAccepted({ hooks }) {
  return hooks.at(-1)?.isAccepted === true;
}

/** What was done one after the other, as one. @param {readonly Outcome[]} outcomes @returns {Outcome} */
export function inOrder(outcomes) {
  return {
    did: outcomes.map(({ did }) => did).join('; then '),
    hooks: outcomes.flatMap(({ hooks }) => hooks),
    wrong: outcomes.flatMap(({ wrong }) => wrong),
  };
}

/** Changes with every run. @param {World} world */
function stampOfRecord({ gitDir }) {
  const stat = statSync(path.join(gitDir, 'lattice-hooks/last-run.json'), { throwIfNoEntry: false });
  return stat && `${stat.ino} ${stat.mtimeMs}`;
}
