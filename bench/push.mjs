// What the push of a commit costs that is not checked out: `npm run bench:push [rounds]`.
// A repository with 5,000 files: its first private checkout, the next one with one file changed, and the same one again, as
// ratios to `git worktree add` of the same commit in the same round. They are made in this process, so that no start of Node
// counts. Then hooks that find everything remembered: a push in place beside a commit, each less the same without hooks, in
// starts of Node. What is printed are medians.

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { environment, gitVersion, middle, time } from './support/measure.mjs';

const ROUNDS = Number(process.argv[2] ?? 11);
const FILES = 5000;
const PACKAGES = 300;
const root = path.resolve(import.meta.dirname, '..');
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-bench-')));
const env = environment(folder);

try {
  console.log(`\n${process.version}, git ${gitVersion()}, ${FILES} files, medians of ${ROUNDS} rounds`);
  await compareCheckouts();
  compareHooks();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function compareCheckouts() {
  const repository = makeRepository('checkouts', FILES);
  const checkOut = await loadCheckout(repository);
  const one = git(repository, 'rev-parse', 'HEAD');
  writeFileSync(path.join(repository, fileName(7)), 'changed\n');
  git(repository, 'commit', '-qam', 'one file changed');
  const other = git(repository, 'rev-parse', 'HEAD');
  // Neither of them is what the worktree holds.
  git(repository, 'commit', '-q', '--allow-empty', '-m', 'checked out');
  /** @type {Record<'first' | 'changed' | 'same' | 'worktree', number[]>} */
  const costs = { first: [], changed: [], same: [], worktree: [] };
  // The first round fills caches.
  for (let round = 0; round <= ROUNDS; round += 1) {
    rmSync(path.join(folder, 'cache'), { recursive: true, force: true });
    const worktree = time(() => git(repository, 'worktree', 'add', '-q', '--detach', '../worktree', one));
    git(repository, 'worktree', 'remove', '--force', '../worktree');
    const first = await timeLater(() => checkOut(one));
    const changed = await timeLater(() => checkOut(other));
    const same = await timeLater(() => checkOut(other));
    if (round === 0) continue;
    for (const [name, cost] of Object.entries({ first, changed, same, worktree }))
      costs[/** @type {keyof typeof costs} */ (name)].push(cost);
  }
  console.log('\nA private checkout, as a multiple of `git worktree add`');
  for (const name of /** @type {const} */ (['first', 'changed', 'same']))
    show(
      { first: 'the first one', changed: 'one file changed', same: 'the same again' }[name],
      costs[name],
      costs.worktree,
    );
}

/** What a push does before its first task starts, from the tree of the commit to the last link. @param {string} repository */
async function loadCheckout(repository) {
  const bundle = path.join(folder, 'checkout.mjs');
  const contents = ['./src/run/commit-scene.ts', './src/git/repository.ts'].map((file) => `export * from '${file}';`);
  await build({
    stdin: { contents: contents.join('\n'), resolveDir: root },
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
  });
  const { onCommit, findRepository } = await import(pathToFileURL(bundle).href);
  const judge = {
    repository: await findRepository(repository, env),
    world: { cwd: repository, env: { ...env, XDG_CACHE_HOME: path.join(folder, 'cache') } },
    waiting: { pid: process.pid, since: '', onWait: () => undefined, sleep: () => Promise.resolve() },
    notice: (/** @type {string} */ message) => console.log(message),
  };
  return (/** @type {string} */ commit) =>
    onCommit(judge, { commit, bases: [], branches: [] }, async (/** @type {{ directory: string }} */ scene) => {
      if (scene.directory === repository) throw new Error('the worktree holds the commit');
    });
}

function compareHooks() {
  const installed = path.join(folder, 'package');
  mkdirSync(installed);
  symlinkSync(path.join(root, 'node_modules'), path.join(installed, 'node_modules'));
  execFileSync(process.execPath, [path.join(root, 'scripts/build.mjs'), installed], { stdio: 'inherit' });
  for (const name of ['hooks', 'package.json'])
    cpSync(path.join(root, name), path.join(installed, name), { recursive: true });
  const repository = makeRepository('hooks', 200);
  symlinkSync(installed, path.join(repository, 'node_modules/lattice-hooks'));
  const tasks = { check: { run: ['true', '{files}'], files: 'src/**', scope: 'file' } };
  const tiers = { fast: { on: ['pre-commit'], tasks }, thorough: { on: ['pre-push'], tasks } };
  writeFileSync(path.join(repository, '.lattice-hooksrc.json'), JSON.stringify({ tiers }));
  git(repository, 'init', '-q', '--bare', '../origin.git');
  git(repository, 'remote', 'add', 'origin', '../origin.git');
  git(repository, 'add', '--all');
  git(repository, 'commit', '-qm', 'configure');
  git(repository, 'push', '-q', 'origin', 'main');
  execFileSync(process.execPath, [path.join(installed, 'dist/hot.cjs'), 'install'], {
    cwd: repository,
    env,
    stdio: 'ignore',
  });
  /** @type {Record<'commit' | 'push' | 'start', number[]>} */
  const costs = { commit: [], push: [], start: [] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const cost = costOfHooks(repository);
    if (round === 0) continue;
    costs.commit.push(cost.commit);
    costs.push.push(cost.push);
    costs.start.push(time(() => spawnSync(process.execPath, ['-e', '0'], { env })));
  }
  console.log('\nHooks that find everything remembered, in starts of Node, and a push as a multiple of a commit');
  show('commit', costs.commit, costs.start);
  show('push in place', costs.push, costs.start);
  show('push / commit', costs.push, costs.commit);
}

/** One commit and its push, each without hooks and with, twice the same state. @param {string} repository */
function costOfHooks(repository) {
  const unhooked = ['-c', 'core.hooksPath=/dev/null'];
  const back = () => git(repository, '-c', 'core.hooksPath=/dev/null', 'push', '-qf', 'origin', 'HEAD~:main');
  writeFileSync(path.join(repository, fileName(0)), 'export const changed = 1;\n');
  git(repository, 'add', '--all');
  const bareCommit = time(() => git(repository, ...unhooked, 'commit', '-qm', 'x'));
  git(repository, 'reset', '--soft', 'HEAD~');
  const commit = time(() => git(repository, 'commit', '-qm', 'x'));
  const barePush = time(() => git(repository, ...unhooked, 'push', '-q', 'origin', 'main'));
  back();
  const push = time(() => git(repository, 'push', '-q', 'origin', 'main'));
  back();
  git(repository, 'reset', '-q', '--hard', 'HEAD~');
  return { commit: commit - bareCommit, push: push - barePush };
}

/** A committed repository with some packages installed. @param {string} name @param {number} files */
function makeRepository(name, files) {
  const repository = path.join(folder, name);
  for (let index = 0; index < PACKAGES; index += 1)
    mkdirSync(path.join(repository, `node_modules/package-${index}`), { recursive: true });
  writeFileSync(path.join(repository, '.gitignore'), 'node_modules/\n');
  writeFileSync(path.join(repository, 'package.json'), '{}\n');
  for (let index = 0; index < files; index += 1) {
    const file = path.join(repository, fileName(index));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `export const n = ${index};\n${'// a line of some length\n'.repeat(index % 80)}`);
  }
  git(repository, 'init', '-q');
  git(repository, 'add', '--all');
  git(repository, 'commit', '-qm', 'start');
  return repository;
}

/** @param {number} index */
function fileName(index) {
  return `src/d${index % 200}/f${index}.js`;
}

/** @param {string} name @param {readonly number[]} costs @param {readonly number[]} units */
function show(name, costs, units) {
  const ratios = costs.map((cost, index) => cost / (units[index] ?? 1));
  const { median, spread } = middle(ratios);
  console.log(`  ${name.padEnd(18)} ${median.toFixed(2).padStart(6)}  ±${spread.toFixed(2)}`);
}

/** @param {() => Promise<unknown>} work */
async function timeLater(work) {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** @param {string} cwd @param {string[]} args */
function git(cwd, ...args) {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}
