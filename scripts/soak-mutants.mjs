// Whether the soak finds what it is there to find: each fault of `soak/mutants.mjs` is built into a copy of the sources, and
// after how many steps it shows itself is told.
// `node scripts/soak-mutants.mjs [--name PATTERN] [--steps 2000] [--seed 1] [--without]`. `--name` takes those whose names it
// matches. The kind of step that a fault needs to show itself, where it has one, is taken more often than in the soak;
// `--without` leaves it out: then nothing must be found. Ends with 1 where it is otherwise.

import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { MUTANTS } from './soak/mutants.mjs';
import { planOf, WEIGHTS } from './soak/plan.mjs';
import { walk } from './soak/walk.mjs';
import { makeTemplate } from './soak/world.mjs';
import { buildPackage } from './support/build-package.mjs';

/** @typedef {import('./soak/mutants.mjs').Mutant} Mutant */

const options = /** @type {const} */ ({
  name: { type: 'string', default: '' },
  steps: { type: 'string', default: '2000' },
  seed: { type: 'string', default: '1' },
  without: { type: 'boolean', default: false },
});
const { values } = parseArgs({ options });
const [steps, seed] = [Number(values.steps), Number(values.seed)];
const isNamed = new RegExp(values.name);
const chosen = MUTANTS.filter(({ name, by }) => isNamed.test(name) && (!values.without || by !== undefined));

/** How many times as often as in the soak the kind of step is taken that shows a fault. */
const OFTEN = 8;
/** As in the soak itself. */
const STEPS_OF_A_WORLD = 200;
/** What is built from. */
const SOURCES = [
  'src',
  'hooks',
  'runners',
  'scripts',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'LICENSE',
];

const root = path.resolve(import.meta.dirname, '..');

for (const mutant of chosen) {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-mutant-')));
  try {
    tell(mutant, await find(mutant, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {Mutant} mutant @param {string} folder @returns {Promise<Found | undefined>} */
async function find(mutant, folder) {
  const template = path.join(folder, 'template');
  mkdirSync(template);
  makeTemplate(template, await buildMutant(mutant, folder));
  const kept = { ...WEIGHTS };
  if (mutant.by !== undefined) WEIGHTS[mutant.by] *= values.without ? 0 : OFTEN;
  try {
    return await search(template, path.join(folder, 'world'));
  } finally {
    Object.assign(WEIGHTS, kept);
  }
}

/** After how many steps, and what it was. @typedef {{ readonly steps: number, readonly wrong: string }} Found */

/** @param {string} template @param {string} world @returns {Promise<Found | undefined>} */
async function search(template, world) {
  for (let done = 0; done < steps; done += STEPS_OF_A_WORLD) {
    const count = Math.min(STEPS_OF_A_WORLD, steps - done);
    const taken = await walk(template, world, planOf(seed + done / STEPS_OF_A_WORLD, count));
    const [wrong] = taken.at(-1)?.outcome?.wrong ?? [];
    if (wrong !== undefined) return { steps: done + taken.length, wrong };
  }
  return undefined;
}

/** @param {Mutant} mutant @param {string} folder @returns {Promise<string>} The package. */
async function buildMutant({ name, changes }, folder) {
  const [copy, built] = [path.join(folder, 'sources'), path.join(folder, 'package')];
  for (const one of SOURCES) cpSync(path.join(root, one), path.join(copy, one), { recursive: true });
  for (const [file, from, to] of changes) {
    const parts = readFileSync(path.join(copy, file), 'utf8').split(from);
    if (parts.length !== 2)
      throw new Error(`"${name}" does not fit any more: ${file} has its text ${parts.length - 1} times`);
    writeFileSync(path.join(copy, file), parts.join(to));
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
  mkdirSync(built);
  return buildPackage(built, copy);
}

/** @param {Mutant} mutant @param {Found | undefined} found */
function tell({ name, by }, found) {
  const without = values.without ? ` without "${by}"` : '';
  if ((found === undefined) !== values.without) process.exitCode = 1;
  const what = found === undefined ? `not found in ${steps} steps` : `found after ${found.steps} steps`;
  console.log(`${name}: ${what}${without}${found === undefined ? '' : `\n    ${found.wrong.split('\n')[0]}`}`);
}
