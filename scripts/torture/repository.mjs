// Repositories for the torture: one with the package and its hook installed, and copies of it with a mess laid out.

import { spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, lutimesSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { MARK } from './saves.mjs';

/** @typedef {import('./mess.mjs').Mess} Mess */
/** @typedef {import('./mess.mjs').Thing} Thing */

/**
 * A worktree, the folder around it, and the environment in which git works there.
 * @typedef {object} Repository
 * @property {string} folder
 * @property {string} root
 * @property {string} gitDir Of this worktree.
 * @property {string} commonDir What it shares with linked worktrees.
 * @property {string} scratch A folder for the tasks.
 * @property {string} program The command line of the package.
 * @property {NodeJS.ProcessEnv} env
 */

/**
 * Writes each file in two steps, and also those that are right: a fixer in the middle of its work can be anywhere. Leaves
 * what a person has saved meanwhile, and takes turns with that person: who writes over what another has just written is
 * no business of the hook's.
 */
const FIX = `scratch=$1; shift
for file do
  tries=0
  until (set -C; : > "$scratch/busy") 2> /dev/null; do
    tries=$((tries + 1))
    [ $tries -lt 100 ] || rm -f "$scratch/busy"
    sleep 0.01
  done
  if [ -f "$file" ] && ! grep -q '${MARK}' "$file"; then
    sed s/teh/the/ < "$file" > "$scratch/$$"
    sleep 0.01
    head -c 20 "$scratch/$$" > "$file"
    sleep 0.01
    cat "$scratch/$$" > "$file"
  fi
  rm -f "$scratch/busy"
done
rm -f "$scratch/$$"
`;

/** Seconds. Git takes a file of the same size and time for the same file, so that no two states share theirs. */
const TIMES = { head: 1_500_000_000, index: 1_550_000_000, work: 1_600_000_000 };

const CONFIG = `[user]
	name = Torture
	email = torture@example.com
[init]
	defaultBranch = main
[gc]
	auto = 0
`;

/**
 * Makes the repository that all others are copies of.
 * @param {string} folder @param {string} packageFolder
 * @returns {Repository}
 */
export function makeTemplate(folder, packageFolder) {
  const repository = open(folder, 'repository', '.git');
  const { root } = repository;
  mkdirSync(path.join(root, 'node_modules'), { recursive: true });
  mkdirSync(repository.scratch);
  writeFileSync(path.join(folder, 'gitconfig'), CONFIG);
  writeFileSync(path.join(folder, 'fix.sh'), FIX);
  writeFileSync(path.join(root, '.gitignore'), 'node_modules/\n*.ignored\n');
  writeFileSync(path.join(root, 'stashed.txt'), 'as it is\n');
  symlinkSync(packageFolder, path.join(root, 'node_modules/lattice-hooks'));
  writeConfig(repository, { isRefused: false, scope: 'file' });
  git(repository, ['init', '--quiet']);
  git(repository, ['add', '--all']);
  git(repository, ['commit', '--quiet', '-m', 'Begin']);
  git(repository, ['branch', 'other', git(repository, ['commit-tree', '-p', 'HEAD', '-m', 'Other', 'HEAD^{tree}'])]);
  writeFileSync(path.join(root, 'stashed.txt'), 'put away\n');
  git(repository, ['stash', 'push', '--quiet']);
  run(repository, process.execPath, [repository.program, 'install']);
  return repository;
}

/**
 * Copies the template and makes worktrees of these kinds in the copy. Others than these are bystanders: nothing may change
 * in them.
 * @param {Repository} template @param {string} folder @param {readonly ('main' | 'linked' | 'submodule')[]} places
 * @returns {{ readonly worktrees: readonly Repository[], readonly bystanders: readonly Repository[] }}
 */
export function openPlaces(template, folder, places) {
  run(template, 'cp', ['-a', `${template.folder}/.`, folder]);
  const main = open(folder, 'repository', '.git');
  if (places.includes('submodule')) return openSubmodule(main);
  if (!places.includes('linked')) return { worktrees: [main], bystanders: [] };
  git(main, ['worktree', 'add', '--quiet', '-b', 'linked', '../linked']);
  const linked = { ...open(folder, 'linked', '../repository/.git/worktrees/linked'), commonDir: main.commonDir };
  mkdirSync(linked.scratch);
  const worktrees = places.map((place) => (place === 'main' ? main : { ...linked, program: main.program }));
  return { worktrees, bystanders: places.includes('main') ? [] : [main] };
}

/** The repository, as a submodule of another one. @param {Repository} main */
function openSubmodule({ folder, root }) {
  const around = open(folder, 'around', '.git');
  mkdirSync(around.root);
  renameSync(root, path.join(around.root, 'module'));
  git(around, ['init', '--quiet']);
  git(around, ['submodule', '--quiet', 'add', './module', 'module']);
  git(around, ['submodule', '--quiet', 'absorbgitdirs', 'module']);
  git(around, ['commit', '--quiet', '-m', 'Add the module']);
  const module = open(folder, 'around/module', '../.git/modules/module');
  mkdirSync(module.scratch);
  return { worktrees: [module], bystanders: [around] };
}

/**
 * Lays the mess out in a worktree: HEAD, then index, then disk.
 * @param {Repository} repository @param {Mess} mess
 */
export function layOut(repository, mess) {
  writeConfig(repository, mess);
  write(repository, mess, 'head');
  git(repository, ['add', '--all']);
  git(repository, ['commit', '--quiet', '--no-verify', '-m', 'What is there']);
  write(repository, mess, 'index');
  git(repository, ['add', '--all']);
  write(repository, mess, 'work');
  const intended = mess.places.filter(({ isIntended }) => isIntended).map(({ name }) => `${name}\0`);
  const names = Buffer.from(intended.join(''), 'latin1');
  if (intended.length > 0) {
    git(repository, ['--literal-pathspecs', 'add', '-N', '--pathspec-from-file=-', '--pathspec-file-nul'], names);
  }
  if (mess.isMerge) {
    writeFileSync(path.join(repository.gitDir, 'MERGE_HEAD'), `${git(repository, ['rev-parse', 'other'])}\n`);
  }
}

/**
 * `name`: the worktree below the folder, from where the git directory is seen.
 * @param {string} folder @param {string} name @param {string} gitDir
 * @returns {Repository}
 */
function open(folder, name, gitDir) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^(GIT_|LATTICE_|XDG_|VITEST|NODE_OPTIONS$|NODE_V8_)/.test(key)),
  );
  const config = { GIT_CONFIG_GLOBAL: path.join(folder, 'gitconfig'), GIT_CONFIG_SYSTEM: '/dev/null' };
  const root = path.join(folder, name);
  const directory = path.join(root, gitDir);
  return {
    folder,
    root,
    gitDir: directory,
    commonDir: directory,
    scratch: path.join(folder, `scratch-${path.basename(name)}`),
    program: path.join(root, 'node_modules/lattice-hooks/dist/hot.cjs'),
    env: { ...env, ...config, LC_ALL: 'C' },
  };
}

/** @param {Repository} repository @param {Pick<Mess, 'isRefused' | 'scope'>} mess */
function writeConfig({ folder, root, scratch }, { isRefused, scope }) {
  const fix = ['sh', path.join(folder, 'fix.sh'), scratch, '{files}'];
  const read = { run: ['sh', '-c', `sleep 0.03; exit ${isRefused ? 1 : 0}`], files: '**', scope, cache: false };
  const tasks = { fix: { run: ['true', '{files}'], fix, files: '**', scope: 'file', cache: false }, read };
  const config = { tiers: { fast: { on: 'pre-commit', tasks } } };
  writeFileSync(path.join(root, '.lattice-hooksrc.json'), `${JSON.stringify(config)}\n`);
}

/** @param {Repository} repository @param {Mess} mess @param {'head' | 'index' | 'work'} state */
function write({ root }, { places }, state) {
  for (const place of places) if (place[state] === undefined) remove(diskPath(root, place.name));
  for (const [at, place] of places.entries()) {
    const thing = place[state];
    if (thing !== undefined) put(root, place.name, thing, TIMES[state] + at);
  }
}

/** @param {Buffer} place */
function remove(place) {
  try {
    if (!lstatSync(place).isDirectory()) rmSync(place);
  } catch {
    // Nothing stands there.
  }
}

/** @param {string} root @param {string} name @param {Thing} thing @param {number} time */
function put(root, name, thing, time) {
  const place = diskPath(root, name);
  mkdirSync(place.subarray(0, place.lastIndexOf('/')), { recursive: true });
  rmSync(place, { recursive: true, force: true });
  const bytes = Buffer.from(thing.text, 'latin1');
  if (thing.type === 'link') symlinkSync(bytes, place);
  else {
    writeFileSync(place, bytes);
    chmodSync(place, thing.mode);
  }
  lutimesSync(place, time, time);
}

/** A name of bytes, where it is on disk. @param {string} root @param {string} name */
export function diskPath(root, name) {
  return Buffer.concat([Buffer.from(`${root}/`), Buffer.from(name, 'latin1')]);
}

/**
 * Runs git, and returns its output without the last newline, one character a byte.
 * @param {Repository} repository @param {readonly string[]} args @param {Buffer} [input]
 * @param {Readonly<Record<string, string>>} [more] environment
 */
export function git(repository, args, input, more) {
  return run({ ...repository, env: { ...repository.env, ...more } }, 'git', args, input).replace(/\n$/, '');
}

/** @param {Repository} repository @param {string} program @param {readonly string[]} args @param {Buffer} [input] */
function run({ root, env }, program, args, input) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: root, env, input, maxBuffer: 1e9 });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr.toString('latin1')}`);
  return stdout.toString('latin1');
}
