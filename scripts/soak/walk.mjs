// Takes the steps of a plan one after the other, until one of them comes to what it must not.

import { rmSync } from 'node:fs';
import { randomFrom } from '../support/random.mjs';
import { BY_HAND } from './by-hand.mjs';
import { COMMITS } from './commits.mjs';
import { EDITS } from './edits.mjs';
import { HISTORIES } from './histories.mjs';
import { PUSHES } from './pushes.mjs';
import { SURROUNDINGS } from './surroundings.mjs';
import { WORKTREES } from './worktrees.mjs';
import { makeWorld } from './world.mjs';

/** @typedef {import('./hooked.mjs').Outcome} Outcome */
/** @typedef {import('./plan.mjs').Step} Step */
/** @typedef {import('./world.mjs').World} World */

/** A step that was taken. Without an outcome there was nothing to do. @typedef {{ readonly step: Step, readonly outcome: Outcome | undefined }} Taken */

const QUIET = { ...EDITS, ...SURROUNDINGS, ...WORKTREES };
const TELLING = { ...COMMITS, ...HISTORIES, ...PUSHES, ...BY_HAND };

/**
 * Makes a world in the folder, which must not be there, and takes the steps in it.
 * @param {string} template @param {string} folder @param {readonly Step[]} steps
 * @returns {Promise<readonly Taken[]>} The last one may be wrong, and none before.
 */
export async function walk(template, folder, steps) {
  rmSync(folder, { recursive: true, force: true });
  const world = makeWorld(template, folder);
  const taken = [];
  for (const step of steps) {
    const outcome = await take(world, step);
    taken.push({ step, outcome });
    if (outcome !== undefined && outcome.wrong.length > 0) break;
  }
  return taken;
}

/** @param {World} world @param {Step} step @returns {Promise<Outcome | undefined>} */
async function take(world, { kind, seed }) {
  const random = randomFrom(seed);
  const quiet = QUIET[kind];
  if (quiet === undefined) return TELLING[kind]?.(world, random);
  const did = quiet(world, random);
  return did === undefined ? undefined : { did, hooks: [], wrong: [] };
}

/** A step in a line. @param {Taken} taken */
export function tell({ step, outcome }) {
  if (outcome === undefined) return `${step.at} ${step.kind}: nothing to do`;
  const { did, hooks } = outcome;
  return `${step.at} ${step.kind}: ${did}${hooks.map((hook) => ` → ${tellHook(hook)}`).join('')}`;
}

/** @param {import('./hooked.mjs').Hook} hook */
function tellHook({ type, isAccepted, tasks, started, isFast }) {
  const end = type === 'killed' ? 'killed' : isAccepted ? 'accepted' : 'refused';
  return `${end}, ${tasks} tasks, ${started} programs started${isFast ? ', without Node' : ''}`;
}
