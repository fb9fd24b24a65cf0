// What it costs to hide unstaged edits: `npm run bench:isolation [rounds]`.
// A commit of 1, 200 and 2,000 partially staged files whose hook starts one task that does nothing, less the same commit
// without hooks: with lattice-hooks, lefthook and lint-staged, in turn, as ratios to `node -e 0` of the same round and to
// each other. The other two come from the npm registry; where that is out of reach, the bench says so and goes on.

import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
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
import { environment, gitVersion, middle, time } from './support/measure.mjs';

const ROUNDS = Number(process.argv[2] ?? 7);
const COUNTS = [1, 200, 2000];
const PEERS = { lefthook: '2.2.2', 'lint-staged': '16.2.7' };
const root = path.resolve(import.meta.dirname, '..');
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-bench-')));
const env = environment(folder);

/** @typedef {{ name: string, repository: string, costs: number[], starts: number[] }} Case */

try {
  execFileSync(process.execPath, [path.join(root, 'scripts/build.mjs')], { stdio: 'inherit' });
  main(installPeers());
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {boolean} hasPeers */
function main(hasPeers) {
  const tools = ['lattice-hooks', ...(hasPeers ? Object.keys(PEERS) : [])];
  const [first, ...others] = tools;
  console.log(
    `\nCost of a commit with partially staged files (${process.version}, git ${gitVersion()}), medians of ${ROUNDS} rounds`,
  );
  console.log('in starts of Node, and as multiples of what lattice-hooks costs\n');
  for (const count of COUNTS) {
    const cases = tools.map((name) => makeCase(name, count));
    // The first round fills caches, ours among them.
    for (let round = 0; round <= ROUNDS; round += 1) for (const one of cases) play(one, count, round);
    const starts = cases.map(({ costs, starts: nodes }) => costs.map((cost, at) => cost / (nodes[at] ?? 1)));
    const ours = cases[0]?.costs ?? [];
    console.log(`${count.toLocaleString('en')} partially staged`);
    console.log(`  ${first?.padEnd(14)} ${shown(starts[0] ?? [])}`);
    others.forEach((name, at) => {
      const multiples = (cases[at + 1]?.costs ?? []).map((cost, index) => cost / (ours[index] ?? 1));
      console.log(`  ${name.padEnd(14)} ${shown(starts[at + 1] ?? [])}   ${shown(multiples)} times`);
    });
  }
}

/**
 * One commit without hooks and one with, from the same state: every file has a staged and an unstaged edit.
 * @param {Case} one @param {number} count @param {number} round
 */
function play({ name, repository, costs, starts }, count, round) {
  const write = (/** @type {number} */ last) => {
    for (let index = 0; index < count; index += 1)
      writeFileSync(path.join(repository, fileName(index)), content(index, round, last));
  };
  write(0);
  git(repository, 'add', '--all');
  write(1);
  const bare = time(() => git(repository, '-c', 'core.hooksPath=/dev/null', 'commit', '-qm', 'x'));
  git(repository, 'reset', '--soft', 'HEAD~');
  // A stale index would cost whoever looks first.
  git(repository, 'update-index', '-q', '--really-refresh');
  const hooked = time(() => git(repository, 'commit', '-qm', 'x'));
  const start = time(() => spawnSync(process.execPath, ['-e', '0'], { env }));
  for (const index of [0, count - 1]) {
    if (readFileSync(path.join(repository, fileName(index)), 'utf8') !== content(index, round, 1))
      throw new Error(`${name} has lost an edit of ${fileName(index)}`);
  }
  git(repository, 'reset', '-q', '--hard', 'HEAD~');
  if (round === 0) return;
  costs.push(hooked - bare);
  starts.push(start);
}

/** @param {number} index */
function fileName(index) {
  return `src/f${index}.txt`;
}

/** @param {number} index @param {number} round @param {number} last */
function content(index, round, last) {
  return `file ${index}, staged in ${round}\n2\n3\n4\n5\n6\n7\nunstaged ${last}\n`;
}

/** @param {string} name @param {number} count @returns {Case} */
function makeCase(name, count) {
  const repository = path.join(folder, `${name}-${count}`);
  mkdirSync(path.join(repository, 'src'), { recursive: true });
  writeFileSync(path.join(repository, '.gitignore'), 'node_modules\n');
  for (let index = 0; index < count; index += 1) writeFileSync(path.join(repository, fileName(index)), 'start\n');
  git(repository, 'init', '-q');
  writeHook(name, repository);
  git(repository, 'add', '--all');
  git(repository, '-c', 'core.hooksPath=/dev/null', 'commit', '-qm', 'start');
  return { name, repository, costs: [], starts: [] };
}

/**
 * The same task for all: `true` with every staged file.
 * @param {string} name @param {string} repository
 */
function writeHook(name, repository) {
  const modules = path.join(repository, 'node_modules');
  if (name === 'lattice-hooks') {
    mkdirSync(modules);
    symlinkSync(root, path.join(modules, 'lattice-hooks'));
    const tasks = { check: { run: ['true', '{files}'], files: 'src/**', scope: 'file', cache: false } };
    writeFileSync(
      path.join(repository, '.lattice-hooksrc.json'),
      JSON.stringify({ tiers: { fast: { on: ['pre-commit'], tasks } } }),
    );
    start(repository, [process.execPath, path.join(root, 'dist/hot.cjs'), 'install']);
    return;
  }
  symlinkSync(path.join(folder, 'peers/node_modules'), modules);
  if (name === 'lefthook') {
    writeFileSync(
      path.join(repository, 'lefthook.yml'),
      'pre-commit:\n  jobs:\n    - run: true {staged_files}\n      glob: "src/**"\n',
    );
    start(repository, [path.join(modules, '.bin/lefthook'), 'install']);
    return;
  }
  writeFileSync(path.join(repository, '.lintstagedrc.json'), JSON.stringify({ 'src/**': 'true' }));
  const hook = path.join(repository, '.git/hooks/pre-commit');
  mkdirSync(path.dirname(hook), { recursive: true });
  // As husky starts it, less husky and npx.
  writeFileSync(hook, '#!/bin/sh\nexec node_modules/.bin/lint-staged --quiet\n');
  chmodSync(hook, 0o755);
}

/** Installs the peers beside the repositories. False, and said, where the registry is out of reach. */
function installPeers() {
  const peers = path.join(folder, 'peers');
  mkdirSync(peers);
  writeFileSync(path.join(peers, 'package.json'), JSON.stringify({ private: true, dependencies: PEERS }));
  // Their hooks are ours to write: no package runs scripts here.
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, stderr, error } = spawnSync('npm', args, { cwd: peers, env: process.env, encoding: 'utf8' });
  if (status === 0) return true;
  console.log(`lefthook and lint-staged are left out, npm cannot install them: ${error?.message ?? stderr.trim()}`);
  return false;
}

/** @param {readonly number[]} values */
function shown(values) {
  const { median, spread } = middle(values);
  return `${median.toFixed(2).padStart(7)}  ±${spread.toFixed(2).padEnd(5)}`;
}

/** @param {string} cwd @param {string[]} args */
function git(cwd, ...args) {
  start(cwd, ['git', ...args]);
}

/** @param {string} cwd @param {readonly string[]} command */
function start(cwd, [program = '', ...args]) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, env, encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${path.basename(program)} ${args.join(' ')}: ${stdout}${stderr}`);
}
