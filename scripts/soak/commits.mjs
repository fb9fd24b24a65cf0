// Commits of all forms, and what each must come to.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EDITS } from './edits.mjs';
import { inOrder, isAccepted, runHooked } from './hooked.mjs';
import { killed } from './kill.mjs';
import { judge, treeOf } from './oracle.mjs';
import { kindsAmong } from './plan.mjs';
import { changedPaths, copyIndex, differences, entryOf, hasStrayRules, indexOf, lookAt } from './state.mjs';
import { SURROUNDINGS } from './surroundings.mjs';
import { NAMES, textOf, withEnds } from './texts.mjs';
import { git, run, tryGit, writeFile } from './world.mjs';

/** @typedef {import('../support/random.mjs').Random} Random */
/** @typedef {import('./hooked.mjs').Expectation} Expectation */
/** @typedef {import('./hooked.mjs').Outcome} Outcome */
/** @typedef {import('./oracle.mjs').Verdict} Verdict */
/** @typedef {import('./state.mjs').Entries} Entries */
/** @typedef {import('./state.mjs').State} State */
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

/** @type {Form} */
const PLAIN = { options: [], takes: 'index' };

/** @type {Readonly<Record<string, (world: World, random: Random) => Outcome | Promise<Outcome> | undefined>>} */
export const COMMITS = {
  commit: (world, random) => {
    if (!isAnythingStaged(world)) editAndStage(world, random);
    return commit(world, PLAIN);
  },
  'commit -a': (world, random) => {
    if (tryGit(world, ['diff', '--quiet', 'HEAD'])) EDITS['write']?.(world, random);
    return commit(world, { options: ['--all'], takes: 'all' });
  },
  'commit <path>': (world, random) => {
    const [index, head] = [indexOf(world), treeOf(world, 'HEAD')];
    const edited = [...changedPaths(head, index), ...git(world, ['diff', '--name-only']).split('\n')];
    const file = random.pick([...edited.filter((one) => index.has(one)), undefined]);
    return file === undefined ? undefined : commit(world, { options: ['--', file], takes: file });
  },
  'commit --amend': (world) => commit(world, { options: ['--amend', '--allow-empty'], takes: 'index' }),
  'commit --allow-empty': (world) => commit(world, { options: ['--allow-empty'], takes: 'index' }),
  'commit --no-verify': (world, random) => {
    const options = random.pick([['--all'], []]);
    const isDone = tryGit(world, ['commit', '--quiet', '--no-verify', '-m', 'Unseen', ...options]);
    return isDone ? { did: 'without hooks', hooks: [], wrong: [] } : undefined;
  },
  'commit with a skip': (world, random) => {
    const task = random.pick(['each', 'whole', 'script', 'tidy']);
    return random.isIn(0.5)
      ? commit(world, { ...PLAIN, skipped: [task], before: ['-c', `lattice.skip=${task}`] })
      : commit(world, { ...PLAIN, skipped: [task], env: { LATTICE_HOOKS_SKIP: task, LATTICE_HOOKS_REASON: 'soak' } });
  },
  'commit twice': (world, random) => {
    if (random.isIn(0.5)) EDITS['allow all']?.(world, random);
    if (!isAnythingStaged(world)) editAndStage(world, random);
    const untidy = documents(world);
    const first = commit(world, PLAIN);
    if (first === undefined || first.wrong.length > 0 || !isAccepted(first)) return first;
    const change = changeSurroundings(world, random);
    git(world, ['reset', '--quiet', '--soft', 'HEAD~']);
    // As it was before the fixes.
    if (random.isIn(0.5)) {
      for (const [file, text] of untidy) writeFile(world, file, text);
      git(world, ['add', '--', ...untidy.keys()]);
    }
    const second = commit(world, PLAIN);
    return inOrder([first, change, ...(second === undefined ? [] : [second])]);
  },
  'commit once more': (world, random) => {
    const parents = git(world, ['log', '-1', '--format=%P']);
    if (parents === '' || parents.includes(' ')) return undefined;
    git(world, ['reset', '--quiet', '--soft', 'HEAD~']);
    if (random.isIn(0.4)) git(world, ['commit', '--quiet', '--no-verify', '--allow-empty', '-m', 'Between']);
    return commit(world, PLAIN);
  },
  'kill a commit': async (world, random) => {
    if (!isAnythingStaged(world)) editAndStage(world, random);
    const before = lookAt(world);
    const words = ['git', 'commit', '--quiet', '-m', 'Killed'];
    const { hook, recovery } = await killed(world, words);
    // One that came to its end found nothing to start.
    if (hook.type === 'commit') return { did: 'it had ended before', hooks: [hook], wrong: [] };
    const after = lookAt(world);
    return {
      did: words.join(' '),
      hooks: [hook],
      wrong: [
        ...(recovery.code === 0 ? [] : [`\`recover\` ended with ${recovery.code}: ${recovery.output}`]),
        ...differences('file', before.files, after.files),
        ...differences('staged', before.index, after.index),
      ],
    };
  },
};

/** Files that are fixed when they are committed, as they are on disk. @param {World} world @returns {ReadonlyMap<string, Buffer>} */
function documents({ root }) {
  const files = NAMES.filter((file) => file.startsWith('doc/') && existsSync(path.join(root, file)));
  return new Map(files.map((file) => [file, readFileSync(path.join(root, file))]));
}

/** Kinds of steps that change what a verdict depends on. */
const CHANGES = {
  ...SURROUNDINGS,
  ...pickKinds(['edit rules', 'edit ignored rules', 'edit the script', 'change a mode']),
};

/** @param {readonly string[]} kinds */
function pickKinds(kinds) {
  return Object.fromEntries(Object.entries(EDITS).filter(([kind]) => kinds.includes(kind)));
}

/** Changes something that a verdict may depend on, or nothing. @param {World} world @param {Random} random @returns {Outcome} */
export function changeSurroundings(world, random) {
  const kind = random.pick(kindsAmong(Object.keys(CHANGES)));
  const did = random.isIn(0.75) ? CHANGES[kind]?.(world, random) : undefined;
  return { did: did === undefined ? 'nothing' : `${kind}: ${did}`, hooks: [], wrong: [] };
}

/** @param {World} world */
function isAnythingStaged(world) {
  return !tryGit(world, ['diff', '--cached', '--quiet']);
}

/** @param {World} world @param {Random} random */
function editAndStage(world, random) {
  EDITS['write']?.(world, random);
  git(world, ['add', '--all']);
}

/** What is going to be committed, and what is staged then. @typedef {{ readonly tree: string, readonly index: Entries }} Planned */

/** @param {World} world @param {Form} form @returns {Outcome | undefined} */
function commit(world, form) {
  const { options, skipped = [], before = [], env = {} } = form;
  const head = treeOf(world, 'HEAD');
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
  return { ...outcome, wrong: [...outcome.wrong, ...made] };
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
    git(world, ['read-tree', 'HEAD'], copy);
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
