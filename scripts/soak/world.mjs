// The world of the soak: a repository with the package and its hooks, a bare remote, tools on PATH and installed ones.

import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { firstConfig } from './config.mjs';
import { installTools, toolText } from './tools.mjs';

/** @typedef {import('./tools.mjs').Tool} Tool */

/**
 * @typedef {object} World
 * @property {string} folder
 * @property {string} root The worktree that is worked in.
 * @property {string} gitDir That of this worktree.
 * @property {string} program The command line of the package.
 * @property {NodeJS.ProcessEnv} env What every process gets.
 * @property {Record<string, string>} variables What a person has set besides, and sets anew now and then.
 * @property {{ autocrlf: boolean, attributes: boolean }} filters
 * @property {number} count Of texts that were written: no two are the same by accident.
 */

/** @typedef {{ readonly code: number, readonly output: string, readonly stdout: string }} Ended */

/** Folders of tools, as they stand on PATH. */
export const FOLDERS = /** @type {const} */ (['first', 'second']);

/** The main worktree. @param {Pick<World, 'folder'>} world */
export function mainRoot({ folder }) {
  return path.join(folder, 'repository');
}

const GIT_CONFIG = `[user]
	name = Soak
	email = soak@example.com
[init]
	defaultBranch = main
[gc]
	auto = 0
[advice]
	detachedHead = false
[commit]
	gpgSign = false
`;

/** Makes the repository that all others are copies of. @param {string} folder @param {string} packageFolder */
export function makeTemplate(folder, packageFolder) {
  const world = open(folder);
  mkdirSync(path.join(world.root, 'node_modules/.bin'), { recursive: true });
  for (const name of [...FOLDERS, 'home']) mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, 'gitconfig'), GIT_CONFIG);
  symlinkSync(packageFolder, path.join(world.root, 'node_modules/lattice-hooks'));
  git(world, ['init', '--quiet']);
  git(world, ['init', '--quiet', '--bare', '../origin.git']);
  git(world, ['remote', 'add', 'origin', '../origin.git']);
  writeFile(world, '.lattice-hooksrc.json', `${JSON.stringify(firstConfig(), null, 2)}\n`);
  const { code, output } = run(world, [process.execPath, world.program, 'install']);
  if (code !== 0) throw new Error(`install ended with ${code}: ${output}`);
}

/** Copies the template, and fills the copy. @param {string} template @param {string} folder @returns {World} */
export function makeWorld(template, folder) {
  spawnSync('cp', ['-a', `${template}/.`, folder]);
  const world = open(folder);
  installTools(folder);
  installPackage(world, 'x9');
  const files = {
    '.gitignore': 'node_modules/\nout/\n*.ignored\n.lattice-hooksrc.local.json\n',
    'scripts/lint.sh': toolText(folder, 'soak-check', 'x9'),
    'rules/base.txt': 'x9\n',
    'rules/scan.txt': '9\n',
    'src/a.txt': 'a n1\nfree\n-\n-\nnote 1\n',
    'src/b.txt': 'b n2\nneeds a.txt\n-\n-\nnote 2\n',
    'src/deep/c.txt': 'c n3\nfree\n-\n-\nnote 3\n',
    'doc/d.txt': 'd n4\nfree\n-\n-\nnote 4\n',
    'doc/e.txt': 'e n5\nfree\n-\n-\nnote 5\n',
    'pkg/f.txt': 'f n6\nfree\n-\n-\nnote 6\n',
  };
  for (const [file, text] of Object.entries(files)) writeFile(world, file, text);
  git(world, ['add', '--all']);
  git(world, ['commit', '--quiet', '--no-verify', '-m', 'Begin']);
  git(world, ['push', '--quiet', '--no-verify', '--set-upstream', 'origin', 'main']);
  return world;
}

/** A package that a tool takes a rule from, and the note that npm makes of it. @param {World} world @param {string} rule */
export function installPackage(world, rule) {
  writeFile(world, 'node_modules/plugin/rule.txt', `${rule}\n`);
  writeFile(world, 'node_modules/.package-lock.json', `{ "packages": { "plugin": "${rule}" } }\n`);
}

/** @param {string} folder @returns {World} */
function open(folder) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(GIT_|LATTICE_|XDG_|VITEST|NODE_|CI$|FORCE_COLOR|NO_COLOR|VIRTUAL_ENV)/.test(name),
  );
  const search = FOLDERS.map((name) => path.join(folder, name));
  const root = mainRoot({ folder });
  return {
    folder,
    root,
    gitDir: path.join(root, '.git'),
    program: path.join(root, 'node_modules/lattice-hooks/dist/hot.cjs'),
    env: {
      ...Object.fromEntries(inherited),
      GIT_CONFIG_GLOBAL: path.join(folder, 'gitconfig'),
      GIT_CONFIG_SYSTEM: '/dev/null',
      HOME: path.join(folder, 'home'),
      LC_ALL: 'C',
      PATH: [...search, process.env['PATH']].join(path.delimiter),
    },
    variables: {},
    filters: { autocrlf: false, attributes: false },
    count: 0,
  };
}

/** Writes a file below the worktree, folders included, in place of a link. @param {World} world @param {string} file @param {string | Buffer} content */
export function writeFile({ root }, file, content) {
  const place = path.join(root, file);
  mkdirSync(path.dirname(place), { recursive: true });
  if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(place);
  writeFileSync(place, content);
}

/** Whether a file stands there, and no link. @param {string} place */
export function isFile(place) {
  return lstatSync(place, { throwIfNoEntry: false })?.isFile() === true;
}

/** Runs a program in the worktree to its end. @param {World} world @param {readonly string[]} words @param {How} [how] @returns {Ended} */
export function run({ root, env, variables }, [program = '', ...args], { input = '', more = {}, cwd = root } = {}) {
  const all = { ...env, ...variables, ...more };
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, env: all, input, encoding: 'latin1' });
  if (error !== undefined) throw error;
  return { code: status ?? -1, stdout, output: `${stdout}${stderr}` };
}

/** @typedef {{ readonly input?: string, readonly more?: Readonly<Record<string, string>>, readonly cwd?: string }} How */

/** Runs git, which must succeed, and returns its output without the last newline. @param {World} world @param {readonly string[]} args @param {How} [how] */
export function git(world, args, how) {
  const { code, stdout, output } = run(world, ['git', ...args], how);
  if (code !== 0) throw new Error(`git ${args.join(' ')}: ${output}`);
  return stdout.replace(/\n$/, '');
}

/** Id of the tree without files, which git knows without having it. */
const NO_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** What is committed on top of: a branch without commits has no files. @param {World} world */
export function headTree(world) {
  return isUnborn(world) ? NO_TREE : 'HEAD^{tree}';
}

/** Whether nothing is committed on the branch. No process is started for it: every step asks. @param {World} world */
export function isUnborn({ folder, gitDir }) {
  const [, ref] = readFileSync(path.join(gitDir, 'HEAD'), 'latin1').split(/^ref: |\n/);
  return ref !== undefined && ref !== '' && !existsSync(path.join(mainRoot({ folder }), '.git', ref));
}

/** Whether git succeeds. @param {World} world @param {readonly string[]} args @param {How} [how] */
export function tryGit(world, args, how) {
  return run(world, ['git', ...args], how).code === 0;
}

/** The programs that were started for tasks since this was asked last, with their arguments. @param {World} world */
export function takeStarted({ folder }) {
  const file = path.join(folder, 'started');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
  rmSync(file, { force: true });
  return lines;
}
