// What a hook has to say: every task that the state of the repository starts is run on files laid out in a fresh folder,
// with the tools, the variables and the config of this moment. Nothing is remembered here.

import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { readConfigs, worksOf } from './governing.mjs';
import { builtIn } from './state.mjs';
import { git, isFile } from './world.mjs';

/** @typedef {import('./governing.mjs').Subject} Subject */
/** @typedef {import('./governing.mjs').Work} Work */
/** @typedef {import('./world.mjs').World} World */

/**
 * @typedef {object} Verdict
 * @property {readonly string[]} started Names of the tasks that had something to do.
 * @property {readonly string[]} refusals
 * @property {readonly string[]} warnings Places that a task speaks of that refuses nothing.
 * @property {ReadonlyMap<string, string>} fixed Text of the files that a fix has changed, by path.
 * @property {ReadonlyMap<string, string>} [built] What stands there once it has been built.
 */

/** Files that git ignores and tasks read, which the config has linked into every checkout. */
const IGNORED = ['own.ignored', 'rules/own.ignored'];

/**
 * Judges a tree. `config`: whether that of the tree itself decides, or the one on disk.
 * @param {World} world @param {string} tree Its id @param {Omit<Subject, 'tree'>} about @param {'tree' | 'disk'} config
 * @returns {Verdict}
 */
export function judge(world, tree, about, config) {
  const place = layOut(world, tree);
  const subject = { ...about, tree: treeOf(world, tree) };
  const home = config === 'tree' ? place : world.root;
  const works = worksOf(
    readConfigs(subject.tree, (file) => textOf(path.join(home, file))),
    subject,
  );
  const before = new Map([...subject.tree.keys()].map((file) => [file, textOf(path.join(place, file))]));
  const said = works.map((work) => ({ work, lines: carryOut(world, place, work) }));
  const [hints, refusals] = [true, false].map((isHint) =>
    said.filter(({ work }) => (work.config.warn ?? false) === isHint).flatMap(({ lines }) => lines),
  );
  const fixed = new Map(
    [...before].flatMap(([file, text]) => {
      const now = textOf(path.join(place, file));
      return now === undefined || now === text ? [] : [[file, now]];
    }),
  );
  return {
    started: works.map(({ name }) => name),
    refusals: refusals ?? [],
    warnings: (hints ?? []).flatMap((line) => line.match(/\S+:\d+(?=:)/g) ?? []),
    fixed,
    ...(works.some(({ config }) => config.outputs) ? { built: builtIn(place) } : {}),
  };
}

/** Mode and id of every file of a tree. @param {World} world @param {string} tree @returns {ReadonlyMap<string, string>} */
export function treeOf(world, tree) {
  const lines = git(world, ['ls-tree', '-r', '-z', tree]).split('\0').slice(0, -1);
  return new Map(
    lines.map((line) => {
      const [mode, , id] = line.slice(0, line.indexOf('\t')).split(' ');
      return [line.slice(line.indexOf('\t') + 1), `${mode} ${id}`];
    }),
  );
}

/** Writes the files of a tree as git writes them here, with what is installed beside them. @param {World} world @param {string} tree */
function layOut(world, tree) {
  const place = path.join(world.folder, 'oracle');
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place);
  const index = path.join(world.folder, 'oracle-index');
  rmSync(index, { force: true });
  const more = { GIT_DIR: world.gitDir, GIT_WORK_TREE: place, GIT_INDEX_FILE: index };
  git(world, ['read-tree', '--reset', '-u', tree], { more, cwd: place });
  symlinkSync(path.join(world.root, 'node_modules'), path.join(place, 'node_modules'));
  for (const name of IGNORED) {
    if (!existsSync(path.join(world.root, name))) continue;
    mkdirSync(path.dirname(path.join(place, name)), { recursive: true });
    copyFileSync(path.join(world.root, name), path.join(place, name));
  }
  return place;
}

/** What a task says against the files. @param {World} world @param {string} place @param {Work} work @returns {readonly string[]} */
function carryOut(world, place, { name, root, config, files, isFixing }) {
  const inside = files.map((file) => (root === '' ? file : file.slice(root.length + 1)));
  const words = isFixing ? (config.fix ?? []) : config.run;
  const [program = '', ...args] = words.flatMap((word) => (word === '{files}' ? inside : [word]));
  const cwd = path.join(place, root);
  const env = environmentOf(world, config, place, cwd);
  const { status, stdout } = spawnSync(program, args, { cwd, env, encoding: 'latin1' });
  return status === 0 ? [] : [`${name}: ${status === null ? 'cannot be started' : stdout.trim()}`];
}

/** What a task sees: what every program needs, and what it declares. @param {World} world @param {Work['config']} config @param {string} place @param {string} cwd */
function environmentOf({ env, variables }, { env: keyed = [], passEnv = [], cache = true }, place, cwd) {
  const patterns = [...keyed, ...passEnv].map((pattern) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`));
  const seen = Object.entries(variables).filter(([name]) => !cache || patterns.some((pattern) => pattern.test(name)));
  const installed = [...new Set([cwd, place])].map((folder) => path.join(folder, 'node_modules/.bin'));
  return {
    ...Object.fromEntries(seen),
    HOME: env['HOME'],
    LC_ALL: env['LC_ALL'],
    PATH: [...installed, env['PATH']].join(path.delimiter),
  };
}

/** @param {string} file */
function textOf(file) {
  return isFile(file) ? readFileSync(file, 'latin1') : undefined;
}
