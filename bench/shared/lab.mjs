// Clones of one repository that share results, and what their runs do.

import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * @typedef {{ folder: string, packageFolder: string, env: NodeJS.ProcessEnv, keys: { publicKey: string, privateKey: string } }} Lab
 * `shared`: settings of a store, undefined for none.
 * @typedef {{ name: string, files: number, seconds: number, shared: object | undefined }} Project
 */

/** A repository with its remote beside it, in a folder of its own. @param {Lab} lab @param {Project} project */
export function makeProject(lab, { name, files, seconds, shared }) {
  const folder = path.join(lab.folder, name);
  const root = path.join(folder, 'ci');
  mkdirSync(path.join(root, 'src'), { recursive: true });
  for (let at = 0; at < files; at += 1) writeFileSync(path.join(root, `src/f${at}.txt`), `${at}\n`);
  writeFileSync(path.join(root, '.gitignore'), 'node_modules\n');
  // Works for that long, and notes that it was started.
  const task = path.join(lab.folder, 'task.cjs');
  writeFileSync(task, TASK);
  const run = [process.execPath, task, path.join(folder, 'started'), `${seconds}`];
  const tasks = {
    lint: { run: [...run, '{files}'], files: 'src/**', scope: 'file' },
    test: { run, files: 'src/**' },
  };
  const sharing = shared && { repository: 'example.com/bench', keys: { ci: lab.keys.publicKey }, ...shared };
  const config = { audit: 0, ...(sharing && { shared: sharing }), tiers: { all: { on: ['pre-push'], tasks } } };
  writeFileSync(path.join(root, '.lattice-hooksrc.json'), JSON.stringify(config));
  git(lab, root, 'init', '-q');
  git(lab, root, 'add', '--all');
  git(lab, root, 'commit', '-qm', 'begin');
  git(lab, folder, 'clone', '-q', '--bare', root, 'origin.git');
  git(lab, root, 'remote', 'add', 'origin', '../origin.git');
  giveTo(lab, root);
  return { folder, root };
}

const TASK = `const [file, seconds] = process.argv.slice(2);
require('fs').appendFileSync(file, 'x');
const end = performance.now() + 1000 * Number(seconds);
while (performance.now() < end);
`;

/** A clone beside it. @param {Lab} lab @param {string} folder @param {string} name */
export function cloneIn(lab, folder, name) {
  git(lab, folder, 'clone', '-q', 'origin.git', name);
  const root = path.join(folder, name);
  giveTo(lab, root);
  return root;
}

/** @param {Lab} lab @param {string} root */
function giveTo({ packageFolder }, root) {
  mkdirSync(path.join(root, 'node_modules'));
  symlinkSync(packageFolder, path.join(root, 'node_modules/lattice-hooks'));
}

/** How often a task was started since it was asked last. @param {string} folder */
export function started(folder) {
  const file = path.join(folder, 'started');
  const count = existsSync(file) ? readFileSync(file, 'utf8').length : 0;
  rmSync(file, { force: true });
  return count;
}

/** What a protected branch in CI has. @param {Lab} lab @returns {NodeJS.ProcessEnv} */
export function ciEnvironment({ keys }) {
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_REF_PROTECTED: 'true',
    LATTICE_HOOKS_SIGNING_KEY: keys.privateKey,
  };
}

/**
 * Runs the command line, and returns its milliseconds. Servers in this process go on meanwhile.
 * @param {Lab} lab @param {string} root @param {readonly string[]} args @param {NodeJS.ProcessEnv} [more]
 */
export async function lattice({ packageFolder, env }, root, args, more = {}) {
  const begin = performance.now();
  const child = spawn(process.execPath, [path.join(packageFolder, 'dist/hot.cjs'), ...args], {
    cwd: root,
    env: { ...env, ...more },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  const milliseconds = performance.now() - begin;
  if (code !== 0) throw new Error(`lattice-hooks ${args.join(' ')} ended with ${code}: ${said}`);
  return milliseconds;
}

/** Changes one file, so that its state was never seen. @param {string} root @param {number} round */
export function change(root, round) {
  appendFileSync(path.join(root, 'src/f0.txt'), `${round}\n`);
}

/** @param {Pick<Lab, 'env'>} lab @param {string} cwd @param {string[]} args */
function git({ env }, cwd, ...args) {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}
