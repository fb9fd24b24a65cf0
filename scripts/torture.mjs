// Commits in repositories in the middle of work, each killed at a random moment, and looks whether anything is lost:
// `node scripts/torture.mjs [--runs 100] [--seed 1] [--package FOLDER]`. Run number n has the seed `seed + n`, so that
// `--runs 1 --seed S` does to the same files once more what was done to them, if not at exactly the same moment.
// Ends with 1 when something is lost, and keeps the repository. Builds the package first unless one is named.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { attempt } from './torture/attempt.mjs';
import { makeTemplate } from './torture/repository.mjs';

const root = path.resolve(import.meta.dirname, '..');
const options = /** @type {const} */ ({
  runs: { type: 'string', default: '100' },
  seed: { type: 'string', default: '1' },
  package: { type: 'string' },
});
const { values } = parseArgs({ options });
const [runs, seed] = [Number(values.runs), Number(values.seed)];
if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed)) {
  console.error('--runs and --seed take whole numbers');
  process.exit(2);
}

/** How many at once: each starts processes of its own, which share the cores with the others. */
const AT_ONCE = 2;
/** Milliseconds that the first commits are taken to last; then it is measured. */
const FIRST_GUESS = 800;

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-torture-')));
const counts = { killed: new Map(), alone: 0, recovered: 0, recoveriesKilled: 0 };
/** @type {{ readonly seed: number, readonly folder: string, readonly lost: readonly string[] }[]} */
const losses = [];
let duration = FIRST_GUESS;
let done = 0;

try {
  const template = makeTemplate(makeFolder('template'), values.package ? path.resolve(values.package) : build());
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
  const { kill, isRecovered, recoveriesKilled, lost, milliseconds } = await attempt(template, place, one, duration);
  if (kill === undefined) {
    counts.alone += 1;
    duration = duration * 0.8 + milliseconds * 0.2;
  } else counts.killed.set(kill.signal, (counts.killed.get(kill.signal) ?? 0) + 1);
  counts.recovered += isRecovered ? 1 : 0;
  counts.recoveriesKilled += recoveriesKilled;
  if (lost.length === 0) rmSync(place, { recursive: true, force: true });
  else {
    losses.push({ seed: one, folder: place, lost });
    console.log(`✖ seed ${one}, ${kill ? `${kill.signal} to ${kill.target}` : 'not killed'}: ${place}/repository`);
    for (const line of lost.slice(0, 8)) console.log(`    ${line}`);
  }
  done += 1;
  if (done % 25 === 0) console.log(`${done} of ${runs} runs, ${losses.length} lost`);
}

function report() {
  const signals = [...counts.killed].sort().map(([signal, count]) => `${count} ${signal}`);
  const killed = [...counts.killed.values()].reduce((sum, count) => sum + count, 0);
  console.log(`
runs                ${runs}, seeds ${seed} to ${seed + runs - 1}
killed              ${killed}${killed === 0 ? '' : ` (${signals.join(', ')})`}
ended by themselves ${counts.alone}
left a journal      ${counts.recovered}, put back by a recovery or the next hook
recoveries killed   ${counts.recoveriesKilled}
lost                ${losses.length}`);
  for (const loss of losses) {
    console.log(`  node scripts/torture.mjs --runs 1 --seed ${loss.seed}, kept in ${loss.folder}`);
  }
  process.exitCode = losses.length === 0 ? 0 : 1;
}

/** @param {string} name */
function makeFolder(name) {
  const made = path.join(folder, name);
  mkdirSync(made);
  return made;
}

/** The package as it would be installed, in a folder of its own. */
function build() {
  const stage = makeFolder('package');
  for (const name of ['package.json', 'hooks'])
    cpSync(path.join(root, name), path.join(stage, name), { recursive: true });
  // What was built finds its dependencies through this link.
  symlinkSync(path.join(root, 'node_modules'), path.join(stage, 'node_modules'), 'junction');
  execFileSync(process.execPath, [path.join(root, 'scripts/build.mjs'), stage], { stdio: 'inherit' });
  return stage;
}
