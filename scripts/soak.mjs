// Random work in repositories with hooks: edits, commits of all forms, branches, pushes, and changes of all that a verdict
// depends on. After every hook it looks whether the verdict is the one that a run without any memory comes to, and whether
// worktree, index and commit are as they must be.
// `node scripts/soak.mjs [--steps 10000] [--seed 1] [--only 3,17,…] [--shrink] [--package FOLDER]`. Steps are taken in worlds
// of 200; world number n has the seed `seed + n`, from which all follows that is done in it. `--only` takes some of these
// steps alone; `--shrink` looks for the fewest that go wrong. Ends with 1 when something was wrong, keeps the world and says
// how to do just that again. Builds the package first unless one is named.

import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { inLanes } from './soak/lanes.mjs';
import { planOf } from './soak/plan.mjs';
import { shrink } from './soak/shrink.mjs';
import { Tally } from './soak/tally.mjs';
import { tell } from './soak/walk.mjs';
import { makeTemplate } from './soak/world.mjs';
import { buildPackage } from './support/build-package.mjs';

/** @typedef {import('./soak/lanes.mjs').Walk} Walk */
/** @typedef {import('./soak/plan.mjs').Step} Step */
/** @typedef {import('./soak/walk.mjs').Taken} Taken */

const options = /** @type {const} */ ({
  steps: { type: 'string', default: '10000' },
  seed: { type: 'string', default: '1' },
  only: { type: 'string' },
  shrink: { type: 'boolean', default: false },
  package: { type: 'string' },
});
const { values } = parseArgs({ options });
const [steps, seed] = [Number(values.steps), Number(values.seed)];
const only = values.only === undefined ? undefined : new Set(values.only.split(',').map(Number));
if (!Number.isInteger(steps) || steps < 1 || !Number.isInteger(seed)) {
  console.error('--steps and --seed take whole numbers');
  process.exit(2);
}

/** Steps in one world: enough to come back to what was there before. */
const STEPS_OF_A_WORLD = 200;
/** How many worlds at once. */
const LANES = 2;
/** How many steps before the wrong one are told. */
const TOLD = 12;

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-soak-')));
const tally = new Tally();
let wrong = 0;
let done = 0;

try {
  const template = makeFolder('template');
  makeTemplate(template, values.package ? path.resolve(values.package) : buildPackage(makeFolder('package')));
  const worlds = Array.from({ length: Math.ceil(steps / STEPS_OF_A_WORLD) }, (_, at) => seed + at);
  await inLanes(folder, Math.min(LANES, worlds.length), async (walks) => {
    const work = async (/** @type {Walk} */ walk) => {
      for (let next = worlds.shift(); next !== undefined; next = worlds.shift()) await walkThrough(walk, next);
    };
    await Promise.all(walks.map(work));
  });
  report();
} finally {
  if (wrong === 0) rmSync(folder, { recursive: true, force: true });
}

/** @param {Walk} walk @param {number} one */
async function walkThrough(walk, one) {
  const count = Math.min(STEPS_OF_A_WORLD, steps - (one - seed) * STEPS_OF_A_WORLD);
  const plan = planOf(one, count).filter(({ at }) => only?.has(at) ?? true);
  const name = `${one}`;
  const taken = await walk(name, plan);
  tally.add(taken);
  done += count;
  const last = taken.at(-1);
  if (last?.outcome === undefined || last.outcome.wrong.length === 0) {
    rmSync(path.join(folder, name), { recursive: true, force: true });
    if (done % 1000 === 0) console.log(`${done} of ${steps} steps, ${wrong} wrong`);
    return;
  }
  wrong += 1;
  tellWrong(one, taken, last.outcome);
  if (values.shrink) await tellFewest(walk, name, one, plan.slice(0, taken.length));
}

/** @param {number} one @param {readonly Taken[]} taken @param {import('./soak/hooked.mjs').Outcome} outcome */
function tellWrong(one, taken, { wrong: lines, hooks }) {
  const at = taken.at(-1)?.step.at ?? 0;
  console.log(`✖ seed ${one}, step ${at}, kept in ${path.join(folder, `${one}`)}`);
  for (const line of lines) console.log(`    ${line}`);
  for (const line of (hooks.at(-1)?.said ?? '').trimEnd().split('\n')) console.log(`    | ${line}`);
  for (const before of taken.slice(-TOLD)) console.log(`    ${tell(before)}`);
  const again = `--seed ${one} --steps ${at + 1}${values.only === undefined ? '' : ` --only ${values.only}`}`;
  console.log(`    again: node scripts/soak.mjs ${again} --shrink`);
}

/** @param {Walk} walk @param {string} name @param {number} one @param {readonly Step[]} plan */
async function tellFewest(walk, name, one, plan) {
  /** @type {readonly Taken[]} */
  let shortest = [];
  const fewest = await shrink(plan, async (some) => {
    const taken = await walk(`${name}-shrunk`, some);
    const isWrong = (taken.at(-1)?.outcome?.wrong.length ?? 0) > 0;
    if (isWrong) shortest = taken;
    return isWrong;
  });
  console.log(`    ${fewest.length} steps are enough:`);
  for (const taken of shortest) console.log(`      ${tell(taken)}`);
  for (const line of shortest.at(-1)?.outcome?.wrong ?? []) console.log(`      ${line}`);
  const at = Math.max(...fewest.map((step) => step.at));
  console.log(
    `    again: node scripts/soak.mjs --seed ${one} --steps ${at + 1} --only ${fewest.map((step) => step.at).join(',')}`,
  );
}

function report() {
  console.log(`\nseeds ${seed} to ${seed + Math.ceil(steps / STEPS_OF_A_WORLD) - 1}\n`);
  for (const line of tally.lines()) console.log(line);
  console.log(`wrong                 ${wrong}`);
  process.exitCode = wrong === 0 ? 0 : 1;
}

/** @param {string} name */
function makeFolder(name) {
  const made = path.join(folder, name);
  mkdirSync(made);
  return made;
}
