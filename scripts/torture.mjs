// Commits in repositories in the middle of work: killed at a random moment, while somebody saves files, in linked
// worktrees and submodules, two at once. Then looks whether anything is lost.
// `node scripts/torture.mjs [--runs 100] [--seed 1] [--duration MS] [--package FOLDER]`. Run number n has the seed
// `seed + n`, from which all follows that is done to it; `--duration`, how long a commit is taken to last, says when.
// Ends with 1 when something is lost, keeps the repository and says how to do just that run again. Builds the package
// first unless one is named.

import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { buildPackage } from './support/build-package.mjs';
import { attempt } from './torture/attempt.mjs';
import { planOf } from './torture/plan.mjs';
import { makeTemplate } from './torture/repository.mjs';
import { makeTally } from './torture/tally.mjs';

const options = /** @type {const} */ ({
  runs: { type: 'string', default: '100' },
  seed: { type: 'string', default: '1' },
  duration: { type: 'string' },
  package: { type: 'string' },
});
const { values } = parseArgs({ options });
const [runs, seed] = [Number(values.runs), Number(values.seed)];
const given = values.duration === undefined ? undefined : Number(values.duration);
if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed) || !(given === undefined || given > 0)) {
  console.error('--runs, --seed and --duration take whole numbers');
  process.exit(2);
}

/** How many at once: each starts processes of its own, which share the cores with the others. */
const AT_ONCE = 2;
/** Milliseconds that the first commits are taken to last; then it is measured. */
const FIRST_GUESS = 800;

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-torture-')));
const tally = makeTally();
/** @type {{ readonly seed: number, readonly duration: number, readonly folder: string }[]} */
const losses = [];
let duration = given ?? FIRST_GUESS;
let done = 0;

try {
  const template = makeTemplate(
    makeFolder('template'),
    values.package ? path.resolve(values.package) : buildPackage(makeFolder('package')),
  );
  const seeds = Array.from({ length: runs }, (_, run) => seed + run);
  const work = async () => {
    for (let next = seeds.shift(); next !== undefined; next = seeds.shift()) await tryOne(template, next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  report();
} finally {
  if (losses.length === 0) rmSync(folder, { recursive: true, force: true });
}

/** @param {import('./torture/repository.mjs').Repository} template @param {number} one */
async function tryOne(template, one) {
  const place = makeFolder(`${one}`);
  const plan = planOf(one);
  const guess = Math.round(duration);
  const results = await attempt(template, place, plan, guess);
  tally.add(plan.kind, results);
  for (const { kill, milliseconds } of results) {
    if (given === undefined && kill === undefined) duration = duration * 0.8 + milliseconds * 0.2;
  }
  const lost = results.flatMap((result) => result.lost);
  if (lost.length === 0) rmSync(place, { recursive: true, force: true });
  else {
    losses.push({ seed: one, duration: guess, folder: place });
    const kills = results.map(({ kill }) => (kill ? `${kill.signal} to ${kill.target}` : 'not killed'));
    console.log(`✖ seed ${one}, ${plan.kind}, ${kills.join(' and ')}: ${place}`);
    for (const line of lost.slice(0, 8)) console.log(`    ${line}`);
  }
  done += 1;
  if (done % 25 === 0) console.log(`${done} of ${runs} runs, ${losses.length} lost`);
}

function report() {
  console.log(`\nseeds ${seed} to ${seed + runs - 1}\n`);
  for (const line of tally.lines()) console.log(line);
  console.log(`lost                ${losses.length}`);
  for (const loss of losses) {
    const again = `--runs 1 --seed ${loss.seed} --duration ${loss.duration}`;
    console.log(`  node scripts/torture.mjs ${again}, kept in ${loss.folder}`);
  }
  process.exitCode = losses.length === 0 ? 0 : 1;
}

/** @param {string} name */
function makeFolder(name) {
  const made = path.join(folder, name);
  mkdirSync(made);
  return made;
}
