// All there is in a repository that may not be lost, and how two states of it differ.

import { copyFileSync, existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { entryOf } from './expected.mjs';
import { git } from './repository.mjs';

/** @typedef {import('./repository.mjs').Repository} Repository */
/** @typedef {import('./expected.mjs').Accepted} Accepted */

/**
 * @typedef {object} World
 * @property {ReadonlyMap<string, Seen>} files By name, folders included.
 * @property {ReadonlyMap<string, string>} index Mode and id by name, and what is only intended to be added.
 * @property {ReadonlyMap<string, string>} others Refs, stash, config, a merge under way.
 * @property {string} head Id of the commit, and what is in its tree.
 * @property {ReadonlyMap<string, string>} committed
 */

/**
 * @typedef {object} Seen
 * @property {string} is Kind, permissions and content.
 * @property {number} time Of the last change in whole milliseconds; 0 of folders.
 */

/**
 * Looks at everything, and changes nothing.
 * @param {Repository} repository
 * @returns {World}
 */
export function lookAtWorld(repository) {
  return {
    files: filesOf(repository.root),
    index: indexOf(repository),
    others: othersOf(repository),
    head: git(repository, ['rev-parse', 'HEAD']),
    committed: treeOf(git(repository, ['ls-tree', '-r', '-z', 'HEAD'])),
  };
}

/** @param {string} root */
function filesOf(root) {
  /** @type {Map<string, Seen>} */
  const files = new Map();
  const visit = (/** @type {string} */ folder) => {
    const place = Buffer.concat([Buffer.from(`${root}/`), Buffer.from(folder, 'latin1')]);
    for (const name of readdirSync(place, { encoding: 'latin1' })) {
      const full = folder + name;
      if (full === '.git' || full === 'node_modules') continue;
      const seen = lookAt(Buffer.concat([place, Buffer.from(name, 'latin1')]));
      if (seen === undefined) continue;
      files.set(full, seen);
      // Of a repository inside this one only its being there is seen.
      if (seen.is.startsWith('folder') && !existsSync(path.join(root, full, '.git'))) visit(`${full}/`);
    }
  };
  visit('');
  return files;
}

/** Undefined where nothing stands. @param {Buffer} place @returns {Seen | undefined} */
export function lookAt(place) {
  const stat = lstatSync(place, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  const mode = (stat.mode & 0o7777).toString(8);
  if (stat.isDirectory()) return { is: `folder ${mode}`, time: 0 };
  const time = Math.round(stat.mtimeMs);
  if (stat.isSymbolicLink()) return { is: `link ${readlinkSync(place, { encoding: 'latin1' })}`, time };
  return { is: `file ${mode} ${readFileSync(place, 'latin1')}`, time };
}

/** A copy is asked: git likes to write what it learns into the index that it reads. @param {Repository} repository */
function indexOf(repository) {
  const copy = path.join(repository.folder, 'index-copy');
  copyFileSync(path.join(repository.gitDir, 'index'), copy);
  const more = { GIT_INDEX_FILE: copy };
  const staged = treeOf(git(repository, ['ls-files', '--stage', '-z'], undefined, more));
  const tree = git(repository, ['write-tree'], undefined, more);
  const held = treeOf(git(repository, ['ls-tree', '-r', '-z', tree]));
  return new Map([...staged].map(([name, entry]) => [name, held.get(name) === entry ? entry : 'intended']));
}

/** Of `ls-files --stage` and of `ls-tree`: mode and id by name. @param {string} output */
function treeOf(output) {
  const lines = output.split('\0').filter((line) => line !== '');
  return new Map(
    lines.map((line) => {
      const [facts = '', name = ''] = [line.slice(0, line.indexOf('\t')), line.slice(line.indexOf('\t') + 1)];
      const [mode, ...rest] = facts.split(' ');
      return [name, `${mode} ${rest.find((word) => word.length === 40)}`];
    }),
  );
}

/** Branches that commits move, and what belongs to this worktree and the repository. @param {Repository} repository */
function othersOf(repository) {
  const { gitDir, commonDir } = repository;
  const textOf = (/** @type {string} */ file) => (existsSync(file) ? readFileSync(file, 'latin1') : 'none');
  const refs = git(repository, ['for-each-ref', '--format=%(refname) %(objectname)']).split('\n');
  return new Map([
    ['refs', refs.filter((line) => !/^refs\/heads\/(main|linked) /.test(line)).join('\n')],
    ['journal', existsSync(path.join(gitDir, 'lattice-hooks/journal')) ? 'left behind' : 'none'],
    ...['HEAD', 'MERGE_HEAD'].map((name) => /** @type {const} */ ([name, textOf(path.join(gitDir, name))])),
    ...['config', 'logs/refs/stash'].map((name) => /** @type {const} */ ([name, textOf(path.join(commonDir, name))])),
  ]);
}

/**
 * The world after a commit that is accepted.
 * @param {World} before @param {Accepted} accepted
 * @returns {World}
 */
export function worldAfter(before, { committed, index, fixed }) {
  const files = new Map(before.files);
  for (const [name, { text, mode }] of fixed)
    files.set(name, { is: `file ${mode.toString(8)} ${text}`, time: Number.NaN });
  const overlay = (/** @type {ReadonlyMap<string, string>} */ old, /** @type {Accepted['index']} */ news) => {
    const next = new Map(old);
    for (const [name, thing] of news) {
      if (thing !== undefined) next.set(name, entryOf(thing));
      else if (next.get(name) !== 'intended') next.delete(name);
    }
    return next;
  };
  return { ...before, files, index: overlay(before.index, index), committed: overlay(before.committed, committed) };
}

/** The same world without these names. @param {World} world @param {ReadonlySet<string>} names @returns {World} */
export function without(world, names) {
  const rest = (/** @type {ReadonlyMap<string, any>} */ map) => new Map([...map].filter(([name]) => !names.has(name)));
  return { ...world, files: rest(world.files), index: rest(world.index), committed: rest(world.committed) };
}

/**
 * What differs, in words; empty when nothing does. The commit itself is not compared.
 * @param {World} expected @param {World} actual
 * @param {readonly ('files' | 'index' | 'others' | 'committed')[]} parts
 * @returns {readonly string[]}
 */
export function differences(expected, actual, parts) {
  return parts.flatMap((part) => {
    const [one, two] = [expected[part], actual[part]];
    return [...new Set([...one.keys(), ...two.keys()])].flatMap((name) => {
      const [a, b] = [one.get(name), two.get(name)];
      return isSame(a, b) ? [] : [`${part} ${JSON.stringify(name)}: ${show(a)}, but is ${show(b)}`];
    });
  });
}

/** @param {Seen | string | undefined} a @param {Seen | string | undefined} b */
function isSame(a, b) {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  // The time of a file that a fix changes is not known before.
  return a.is === b.is && (Number.isNaN(a.time) || a.time === b.time);
}

/** @param {Seen | string | undefined} seen */
function show(seen) {
  if (seen === undefined) return 'nothing';
  const text = typeof seen === 'string' ? seen : `${seen.is} (${seen.time})`;
  return JSON.stringify(text.length > 160 ? `${text.slice(0, 100)}…${text.slice(-50)}` : text);
}
