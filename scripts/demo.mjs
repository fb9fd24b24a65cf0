// Shows lattice-hooks at work: `npm run demo [folder]`.
// Makes a sample project in a temporary folder, or in the one named, installs the packed package there as a user would,
// and plays commits and pushes. What is printed is what a person sees. Ends with 1 when something goes another way.
// `LATTICE_TEST_TARBALL` names a package to use as it is.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BADLY_FORMATTED, FILES, RENAMED_HEADING, TESTED, TOOLS, UNTESTED, WITH_LINT_ERROR } from './demo-project.mjs';

const root = path.resolve(import.meta.dirname, '..');
const given = process.argv[2];
const folder =
  given === undefined ? realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-demo-'))) : path.resolve(given);
const project = path.join(folder, 'cart');
const env = environment();
/** Package managers say a lot that nobody reads. What is cached is not fetched again. */
const QUIETLY = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];

try {
  play();
} catch (error) {
  console.error(`\nThe demo went another way: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  if (given === undefined) rmSync(folder, { recursive: true, force: true });
}

function play() {
  say('Packing lattice-hooks, and making a sample project with its tools');
  const tarball = pack();
  makeProject();

  say('A team adds one package and runs one command');
  show(0, 'npm', 'install', '--save-dev', ...QUIETLY, tarball);
  show(0, 'npx', 'lattice-hooks', 'install');
  show(0, 'git', 'add', '--all');
  show(0, 'git', 'commit', '--quiet', '-m', 'Guard commits and pushes');

  say('A badly formatted file is fixed, and the fix is in the commit');
  write('src/cart.ts', BADLY_FORMATTED);
  show(0, 'git', 'commit', '--quiet', '-a', '-m', 'Say how totals are made');
  show(0, 'git', 'show', '--format=%s', '--stat');
  show(0, 'git', 'status', '--short');

  say('A lint error is refused, and so is a heading that another document links to');
  write('src/cart.ts', WITH_LINT_ERROR);
  write('docs/guide.md', RENAMED_HEADING);
  show(1, 'git', 'commit', '--quiet', '-a', '-m', 'Name the currency');

  say('Mended, it is accepted: only what changed is looked at again');
  write('src/cart.ts', UNTESTED);
  show(0, 'git', 'checkout', '--quiet', '--', 'docs/guide.md');
  show(0, 'git', 'commit', '--quiet', '-a', '-m', 'Add discounts');

  say('A push that the coverage gate refuses');
  show(1, 'git', 'push', '--quiet');

  say('With its tests it passes');
  write('test/cart.test.ts', TESTED);
  show(0, 'git', 'commit', '--quiet', '-a', '-m', 'Test discounts');
  show(0, 'git', 'push', '--quiet');

  say('The same content again costs nothing, not in another commit and not at another push');
  show(0, 'git', 'reset', '--quiet', '--soft', 'HEAD~2');
  show(0, 'git', 'commit', '--quiet', '-m', 'Add discounts, with tests');
  show(0, 'git', 'push', '--quiet', '--force');
}

function pack() {
  const packed = process.env['LATTICE_TEST_TARBALL'] ?? '';
  if (packed !== '') return path.resolve(packed);
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack left no package');
  return path.join('..', tarball);
}

function makeProject() {
  mkdirSync(project, { recursive: true });
  for (const [file, text] of Object.entries(FILES)) write(file, text);
  const devDependencies = Object.fromEntries(TOOLS.map((name) => [name, versionOf(name)]));
  write(
    'package.json',
    `${JSON.stringify({ name: 'cart', private: true, type: 'module', devDependencies }, null, 2)}\n`,
  );
  quietly('npm', 'install', ...QUIETLY);
  quietly('git', 'init', '--quiet', '--initial-branch=main');
  quietly('git', 'add', '--all');
  quietly('git', 'commit', '--quiet', '-m', 'Begin');
  quietly('git', 'init', '--quiet', '--bare', '../origin.git');
  quietly('git', 'remote', 'add', 'origin', '../origin.git');
  quietly('git', 'push', '--quiet', '--set-upstream', 'origin', 'main');
}

/** @param {string} name */
function versionOf(name) {
  const file = path.join(root, 'node_modules', name, 'package.json');
  return JSON.parse(readFileSync(file, 'utf8')).version;
}

/** @param {string} file @param {string} text */
function write(file, text) {
  mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
  writeFileSync(path.join(project, file), text);
}

/** @param {string} text */
function say(text) {
  console.log(`\n── ${text}\n`);
}

/**
 * Runs a command as a person would, with whatever it prints.
 * @param {number} expected @param {string[]} command
 */
function show(expected, ...command) {
  const shown = command.filter((word) => !QUIETLY.includes(word) && word !== '--quiet');
  console.log(`$ ${shown.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ')}`);
  const [program = '', ...args] = command;
  const { status } = spawnSync(program, args, { cwd: project, env, stdio: ['ignore', 'inherit', 'inherit'] });
  if ((status === 0) !== (expected === 0)) throw new Error(`${command.join(' ')} ended with ${status}`);
}

/** @param {string[]} command */
function quietly(...command) {
  const [program = '', ...args] = command;
  execFileSync(program, args, { cwd: project, env, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** The person at the keyboard, without the settings and switches of whoever runs the demo. */
function environment() {
  const config = path.join(folder, 'gitconfig');
  mkdirSync(folder, { recursive: true });
  writeFileSync(config, '[user]\n\tname = Ada\n\temail = ada@example.com\n[advice]\n\tdetachedHead = false\n');
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(GIT_|LATTICE_|npm_(?!config_(cache|registry|userconfig)))/.test(name),
  );
  return { ...Object.fromEntries(kept), GIT_CONFIG_GLOBAL: config, GIT_CONFIG_SYSTEM: '/dev/null' };
}
