// Gives the tests real Python tools: a virtual environment in the cache folder, made once.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const PACKAGES = ['ruff', 'black', 'mypy', 'pytest', 'pytest-cov', 'bandit'];

const folder = path.resolve(import.meta.dirname, '../node_modules/.cache/lattice-hooks-python');
const bin = path.join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
/** Written last, so that an environment that was left half made is made anew. */
const stamp = path.join(folder, 'lattice-hooks-packages.txt');

const complete = existsSync(stamp) && readFileSync(stamp, 'utf8') === PACKAGES.join('\n');
if (!complete) make();
console.log(`Python tools: ${PACKAGES.join(', ')} in ${path.relative(process.cwd(), bin)}${complete ? '' : ' (new)'}`);

function make() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.dirname(folder), { recursive: true });
  const python = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0);
  if (python === undefined) fail('there is no python3 on PATH; install Python 3.10 or later with its venv module');
  run(python, ['-m', 'venv', folder], 'cannot make a virtual environment');
  const install = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--retries',
    '1',
    '--timeout',
    '20',
  ];
  run(
    path.join(bin, 'python'),
    [...install, ...PACKAGES],
    'cannot install from the package index; is it out of reach?',
  );
  writeFileSync(stamp, PACKAGES.join('\n'));
}

function run(program, args, trouble) {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) fail(`${trouble}\n${(error?.message ?? stderr).trim()}`);
}

function fail(reason) {
  rmSync(folder, { recursive: true, force: true });
  console.error(`Python tools: ${reason}`);
  process.exit(1);
}
