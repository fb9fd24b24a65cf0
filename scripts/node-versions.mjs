// What the packed package does on the other versions of Node that it supports: `node scripts/node-versions.mjs [package.tgz]`.
// They come from npm. On each, hooks are installed, a commit is refused, one is accepted, remembered and pushed, and a program
// uses the library. Everything else is tested on the Node that runs the tests.

import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const VERSIONS = ['22', '24'];

const root = path.resolve(import.meta.dirname, '..');
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-nodes-')));
const checker = `const { readFileSync } = require('node:fs');
const bad = process.argv.slice(2).filter((file) => readFileSync(file, 'utf8').includes('bad'));
for (const file of bad) console.log(file + ':1:1: this is bad');
process.exitCode = bad.length > 0 ? 1 : 0;
`;
const program = `import { runTier } from 'lattice-hooks';
const { accepted, checks } = await runTier({ name: 'fast', subject: 'all' });
console.log(accepted, checks[0].status, process.versions.node);
`;
const config = `import { defineConfig } from 'lattice-hooks';
export default defineConfig({
  tiers: {
    fast: { on: 'pre-commit', tasks: { check: { run: 'node check.cjs {files}', files: '*.txt', scope: 'file' } } },
    push: { on: 'pre-push', tasks: { whole: { run: 'node check.cjs a.txt', files: '*.txt' } } },
  },
});
`;

try {
  const failed = tryAll();
  if (failed.length > 0) process.exitCode = 1;
} catch (error) {
  console.error(`Nothing was tried: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function tryAll() {
  const tarball = process.argv[2] ? path.resolve(process.argv[2]) : pack();
  const started = performance.now();
  npmInstall(
    'nodes',
    VERSIONS.map((version) => `node-${version}@npm:node-${nodePlatform()}-${process.arch}@${version}`),
  );
  npmInstall('package', [tarball]);
  console.log(`Node ${VERSIONS.join(' and ')} from npm, ${seconds(started)}`);
  return VERSIONS.filter((version) => {
    const begun = performance.now();
    const problems = tryOne(version);
    console.log(`${problems.length === 0 ? '✔' : '✖'} Node ${version}  ${seconds(begun)}`);
    for (const problem of problems) console.log(problem);
    return problems.length > 0;
  });
}

/** What is not as it should be on this version. @param {string} version */
function tryOne(version) {
  const node = path.join(
    folder,
    `nodes/node_modules/node-${version}/bin`,
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  const repository = path.join(folder, `repository-${version}`);
  mkdirSync(repository);
  const env = environment(node);
  const run = (/** @type {string[]} */ ...[command = '', ...args]) => {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: repository, env, encoding: 'utf8' });
    return { status, said: `${stdout}${stderr}` };
  };
  /** @type {string[]} */
  const problems = [];
  const expect = (/** @type {string} */ what, /** @type {boolean} */ holds, /** @type {string} */ said) => {
    if (!holds) problems.push(`  ${what}, and it is not so:\n${said}`);
  };
  const commit = (/** @type {string} */ text) => {
    writeFileSync(path.join(repository, 'a.txt'), text);
    run('git', 'add', '--all');
    return run('git', 'commit', '-q', '-m', 'a change');
  };
  const lattice = path.join(repository, 'node_modules/lattice-hooks/dist/hot.cjs');
  run('git', 'init', '-q', '-b', 'main');
  run('git', 'init', '-q', '--bare', '../origin.git');
  run('git', 'remote', 'add', 'origin', '../origin.git');
  symlinkSync(path.join(folder, 'package/node_modules'), path.join(repository, 'node_modules'), 'junction');
  const files = {
    '.gitignore': 'node_modules\n',
    'check.cjs': checker,
    'run.mjs': program,
    'lattice-hooks.config.mjs': config,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(repository, name), text);
  const is = run(node, '--version');
  expect(`Node ${version} runs`, is.said.startsWith(`v${version}.`), is.said);
  const installed = run(node, lattice, 'install');
  expect('hooks are installed', installed.status === 0, installed.said);
  const refused = commit('bad\n');
  expect('a commit is refused', refused.status === 1 && refused.said.includes('a.txt:1:1  this is bad'), refused.said);
  const accepted = commit('good\n');
  expect('a commit is accepted', accepted.status === 0, accepted.said);
  const again = run(node, lattice, 'run', 'fast', '--all', '--report', 'json');
  expect('what passed is remembered', /"cached": ?true/.test(again.said), again.said);
  const pushed = run('git', 'push', '-q', 'origin', 'main');
  expect('a push is accepted', pushed.status === 0, pushed.said);
  const used = run(node, 'run.mjs');
  expect('a program runs a tier', used.said.startsWith(`true passed ${version}.`), used.said);
  rmSync(path.join(folder, 'origin.git'), { recursive: true, force: true });
  return problems;
}

/** That Node first on the path, git as it comes, and nothing that CI or a hook has set. @param {string} node */
function environment(node) {
  const { PATH = '', SystemRoot = '' } = process.env;
  return {
    PATH: [path.dirname(node), PATH].join(path.delimiter),
    SystemRoot,
    HOME: folder,
    USERPROFILE: folder,
    GIT_CONFIG_GLOBAL: path.join(folder, 'none'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@example.com',
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@example.com',
  };
}

/** @param {string} name @param {string[]} packages */
function npmInstall(name, packages) {
  mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, name, 'package.json'), '{ "private": true }\n');
  npm(
    'install',
    '--loglevel=error',
    '--prefix',
    path.join(folder, name),
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    '--no-package-lock',
    ...packages,
  );
}

/** What the build made, packed. */
function pack() {
  if (!existsSync(path.join(root, 'dist/hot.cjs')))
    throw new Error('There is nothing to pack: build first, with `npm run build`.');
  npm('pack', '--silent', '--ignore-scripts', '--pack-destination', folder);
  const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const file = path.join(folder, `${name}-${version}.tgz`);
  if (!readdirSync(folder).includes(path.basename(file))) throw new Error(`npm pack wrote no ${file}`);
  return file;
}

/** @param {string[]} args */
function npm(...args) {
  execFileSync('npm', args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
}

function nodePlatform() {
  return process.platform === 'win32' ? 'win' : process.platform;
}

/** @param {number} since */
function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
