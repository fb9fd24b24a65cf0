// What stands in the worktree and in the index, and how two states differ.

import { createHash } from 'node:crypto';
import { copyFileSync, lstatSync, readdirSync, readFileSync, readlinkSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { FOREIGN, isBuilt } from './built.mjs';
import { git } from './world.mjs';

/** @typedef {import('./world.mjs').World} World */
/** @typedef {ReadonlyMap<string, string>} Entries Mode and id, or mode and text, by path. */

/**
 * @typedef {object} State
 * @property {Entries} files Without what tasks build.
 * @property {Entries} index
 */

/** @param {World} world @returns {State} */
export function lookAt(world) {
  return { files: filesOf(world.root), index: indexOf(world) };
}

/** Mode and id of all that is staged. @param {World} world @param {Readonly<Record<string, string>>} [more] environment */
export function indexOf(world, more = {}) {
  const lines = git(world, ['ls-files', '--stage', '-z'], { more }).split('\0').slice(0, -1);
  return new Map(
    lines.map((line) => {
      const [mode, id] = line.split(' ');
      return [line.slice(line.indexOf('\t') + 1), `${mode} ${id}`];
    }),
  );
}

/** @param {string} root */
function filesOf(root) {
  /** @type {Map<string, string>} */
  const files = new Map();
  const visit = (/** @type {string} */ folder) => {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const file = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (file === '.git' || file === 'node_modules' || isBuilt(file)) continue;
      if (entry.isDirectory()) visit(file);
      else files.set(file, seen(path.join(root, file)));
    }
  };
  visit('');
  return files;
}

/** @param {string} place */
function seen(place) {
  const stat = lstatSync(place);
  return stat.isSymbolicLink()
    ? `link ${readlinkSync(place)}`
    : `${(stat.mode & 0o777).toString(8)} ${readFileSync(place, 'latin1')}`;
}

/** What is built below a folder. @param {string} root @returns {Entries} */
export function builtIn(root) {
  const names = readdirSync(root).includes('out') ? readdirSync(path.join(root, 'out')) : [];
  const files = names.map((name) => `out/${name}`).filter(isBuilt);
  const entries = files.map((file) => /** @type {const} */ ([file, seen(path.join(root, file))]));
  return new Map(entries.filter(([, text]) => !text.endsWith(`${FOREIGN}\n`)));
}

/**
 * An index to try things on, with the time of the real one: git looks into files that were written in the second of the
 * index, and in no others that look the same. @param {World} world @returns {Readonly<Record<string, string>>} environment */
export function copyIndex({ gitDir, folder }) {
  const [index, copy] = [path.join(gitDir, 'index'), path.join(folder, 'index-copy')];
  copyFileSync(index, copy);
  const { atime, mtime } = statSync(index);
  utimesSync(copy, atime, mtime);
  return { GIT_INDEX_FILE: copy };
}

/**
 * Whether rules are on disk that neither the tree has nor git ignores. Tasks of `file` scope are trusted with them, so that
 * nobody can say how a commit beside them ends; a push has to end without them. @param {World} world @param {Entries} tree
 */
export function hasStrayRules({ root }, tree) {
  const files = readdirSync(path.join(root, 'rules')).filter((name) => name.endsWith('.txt'));
  return files.some((name) => !tree.has(`rules/${name}`));
}

/** Paths that differ. @param {Entries} one @param {Entries} other @returns {ReadonlySet<string>} */
export function changedPaths(one, other) {
  return new Set([...one.keys(), ...other.keys()].filter((file) => one.get(file) !== other.get(file)));
}

/** In words. @param {string} what @param {Entries} expected @param {Entries} actual @returns {readonly string[]} */
export function differences(what, expected, actual) {
  return [...changedPaths(expected, actual)].map(
    (file) =>
      `${what} ${file}: ${JSON.stringify(expected.get(file))} was expected, and there is ${JSON.stringify(actual.get(file))}`,
  );
}

/** The entry of a text in the index, which knows one end of lines. @param {string} text @param {string} mode */
export function entryOf(text, mode) {
  const bytes = Buffer.from(text.replaceAll('\r\n', '\n'), 'latin1');
  return `${mode} ${createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')}`;
}
