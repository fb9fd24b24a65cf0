// A commit: what it must come to, and what it came to.

import { spawnSync } from 'node:child_process';
import { lstatSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isAccepted, runHooked } from './hooked.mjs';
import { judge, treeOf } from './oracle.mjs';
import { builtIn, changedPaths, copyIndex, differences, entryOf, hasStrayRules, indexOf, lookAt } from './state.mjs';
import { textOf, withEnds } from './texts.mjs';
import { git, headTree, run } from './world.mjs';

/** @typedef {import('./hooked.mjs').Outcome} Outcome */
/** @typedef {import('./oracle.mjs').Verdict} Verdict */
/** @typedef {import('./state.mjs').Entries} Entries */
/** @typedef {import('./world.mjs').World} World */

/**
 * What is committed, and how.
 * @typedef {object} Form
 * @property {readonly string[]} options Of `git commit`.
 * @property {'index' | 'all' | string} takes Where from: a path of the worktree is one form more.
 * @property {readonly string[]} [before] Of git itself.
 * @property {readonly string[]} [skipped] Names of tasks.
 * @property {Readonly<Record<string, string>>} [env]
 */

/** What is going to be committed, and what is staged then. @typedef {{ readonly tree: string, readonly index: Entries }} Planned */

/** Undefined where there is nothing to commit. @param {World} world @param {Form} form @returns {Outcome | undefined} */
export function commit(world, form) {
  const { options, skipped = [], before = [], env = {} } = form;
  const head = treeOf(world, headTree(world));
  const planned = plan(world, form);
  const tree = treeOf(world, planned.tree);
  const changed = changedPaths(head, tree);
  const mayBeEmpty = options.includes('--allow-empty');
  if (changed.size === 0 && !mayBeEmpty) return undefined;
  const about = { ...stagedSubject(world, changed), skipped: new Set(skipped) };
  const verdict = judge(world, planned.tree, about, 'disk');
  const expected = expect(world, planned, verdict);
  const isEmptied = changed.size > 0 && changedPaths(head, expected.tree).size === 0 && !mayBeEmpty;
  const words = ['git', ...before, 'commit', '--quiet', '-m', 'Change', ...options];
  const isOpen = hasStrayRules(world, tree);
  const more = [...expected.conflicts, ...(isEmptied ? ['the fixes leave nothing to commit'] : [])];
  const outcome = runHooked(
    world,
    words.slice(1).join(' '),
    'commit',
    words,
    { ...expected, verdict, more, isOpen },
    env,
  );
  const made = isAccepted(outcome) ? differences('committed', expected.tree, treeOf(world, 'HEAD')) : [];
  return { ...outcome, wrong: [...outcome.wrong, ...made, ...builtOtherwise(world, verdict, outcome)] };
}

/** How what stands there differs from what is built of what was judged. @param {World} world @param {Verdict} verdict @param {Outcome} outcome */
export function builtOtherwise({ root }, { built }, outcome) {
  return built !== undefined && isAccepted(outcome) ? differences('built', built, builtIn(root)) : [];
}

/** What a hook around a commit judges. @param {World} world @param {ReadonlySet<string>} changed */
export function stagedSubject(world, changed) {
  const branch = run(world, ['git', 'symbolic-ref', '--quiet', '--short', 'HEAD']).stdout.trim();
  return {
    changed,
    sides: [],
    branches: branch === '' ? [] : [branch],
    names: ['pre-commit'],
    skipped: new Set(),
    mayFix: true,
  };
}

/** @param {World} world @param {Form} form @returns {Planned} */
function plan(world, { takes }) {
  const copy = { more: copyIndex(world) };
  if (takes !== 'index') git(world, ['add', '--update', '--', ...(takes === 'all' ? [] : [takes])], copy);
  const index = indexOf(world, copy.more);
  if (takes !== 'index' && takes !== 'all') {
    git(world, ['read-tree', headTree(world)], copy);
    git(world, ['update-index', '--add', '--remove', '--', takes], copy);
  }
  return { tree: git(world, ['write-tree'], copy), index };
}

/**
 * What is there after the commit. Where a fix meets an edit that is not staged, lines of both are merged.
 * @param {World} world @param {Planned} planned @param {Verdict} verdict
 */
function expect(world, planned, { fixed }) {
  const refused = lookAt(world);
  const tree = new Map(treeOf(world, planned.tree));
  const [index, files] = [new Map(planned.index), new Map(refused.files)];
  const conflicts = [];
  for (const [file, text] of fixed) {
    const [mode = '', id = ''] = (tree.get(file) ?? '').split(' ');
    const staged = git(world, ['cat-file', 'blob', id]);
    const [entry, onDisk] = [entryOf(text, mode), textOf(world, file)];
    tree.set(file, entry);
    index.set(file, entry);
    if (isLink(world, file)) conflicts.push(`${file} is a link by now`);
    if (onDisk === undefined) continue;
    const result = mergeLines(world, onDisk, `${staged}\n`, text.replaceAll('\r\n', '\n'));
    if (result === undefined) conflicts.push(`${file} has an edit where the fix is`);
    else files.set(file, `${refused.files.get(file)?.split(' ')[0]} ${withEnds(world, file, result)}`);
  }
  return { tree, conflicts, accepted: { files, index }, refused };
}

/** Undefined: they do not go together. @param {World} world @param {string} mine @param {string} base @param {string} theirs */
function mergeLines({ folder }, mine, base, theirs) {
  const names = ['mine', 'base', 'theirs'].map((name) => path.join(folder, `merge-${name}`));
  for (const [at, text] of [mine, base, theirs].entries())
    writeFileSync(/** @type {string} */ (names[at]), text, 'latin1');
  const { status, stdout } = spawnSync('git', ['merge-file', '-p', ...names], { encoding: 'latin1' });
  for (const name of names) rmSync(name);
  return status === 0 ? stdout : undefined;
}

/** @param {World} world @param {string} file */
function isLink({ root }, file) {
  return lstatSync(path.join(root, file), { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
