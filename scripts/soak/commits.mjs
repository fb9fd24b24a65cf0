// Commits of all forms, and of more than one.

import { commit } from './commit.mjs';
import { EDITS } from './edits.mjs';
import { inOrder, isAccepted } from './hooked.mjs';
import { killed } from './kill.mjs';
import { treeOf } from './oracle.mjs';
import { kindsAmong } from './plan.mjs';
import { changedPaths, differences, indexOf, lookAt } from './state.mjs';
import { SURROUNDINGS } from './surroundings.mjs';
import { forbiddenText, NAMES, textOf, withEnds } from './texts.mjs';
import { git, headTree, isUnborn, tryGit, writeFile } from './world.mjs';

/** @typedef {import('../support/random.mjs').Random} Random */
/** @typedef {import('./hooked.mjs').Outcome} Outcome */
/** @typedef {import('./world.mjs').World} World */

/** @type {import('./commit.mjs').Form} */
const PLAIN = { options: [], takes: 'index' };

/** @type {Readonly<Record<string, (world: World, random: Random) => Outcome | Promise<Outcome> | undefined>>} */
export const COMMITS = {
  commit: (world, random) => {
    if (!isAnythingStaged(world)) editAndStage(world, random);
    return commit(world, PLAIN);
  },
  'commit -a': (world, random) => {
    if (tryGit(world, ['diff', '--quiet', headTree(world)])) EDITS['write']?.(world, random);
    return commit(world, { options: ['--all'], takes: 'all' });
  },
  'commit <path>': (world, random) => {
    // A commit of one file alone is nothing that a step could stand on: no rules, and nothing that git ignores.
    if (isUnborn(world)) return undefined;
    const [index, head] = [indexOf(world), treeOf(world, 'HEAD')];
    const edited = [...changedPaths(head, index), ...git(world, ['diff', '--name-only']).split('\n')];
    const file = random.pick([...edited.filter((one) => index.has(one)), undefined]);
    return file === undefined ? undefined : commit(world, { options: ['--', file], takes: file });
  },
  'commit --amend': (world) =>
    isUnborn(world) ? undefined : commit(world, { options: ['--amend', '--allow-empty'], takes: 'index' }),
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
    if (random.isIn(0.65)) EDITS['allow all']?.(world, random);
    if (!isAnythingStaged(world)) editAndStage(world, random);
    const untidy = documents(world);
    const first = commit(world, PLAIN);
    if (first === undefined || first.wrong.length > 0 || !isAccepted(first)) return first;
    const change = changeSurroundings(world, random);
    if (!goBack(world, 1)) return inOrder([first, change]);
    // As it was before the fixes.
    if (random.isIn(0.5)) {
      for (const [file, text] of untidy) writeFile(world, file, withEnds(world, file, text));
      git(world, ['add', '--', ...untidy.keys()]);
    }
    const second = commit(world, PLAIN);
    return inOrder([first, change, ...(second === undefined ? [] : [second])]);
  },
  'commit on another base': (world, random) => {
    git(world, ['add', '--all']);
    const unseen = random.pick(NAMES.filter((file) => file.startsWith('src/')));
    writeFile(world, unseen, withEnds(world, unseen, forbiddenText(world, unseen)));
    git(world, ['add', '--all']);
    git(world, ['commit', '--quiet', '--no-verify', '-m', 'Unseen']);
    EDITS['write']?.(world, random);
    git(world, ['add', '--all']);
    // Twice: what is remembered is marked, and what is marked needs no Node.
    const outcomes = [commit(world, PLAIN)].flatMap((outcome) => outcome ?? []);
    for (const back of [1, 2]) {
      if (!outcomes.every((one) => one.wrong.length === 0 && isAccepted(one)) || !goBack(world, back)) break;
      outcomes.push(...[commit(world, PLAIN)].flatMap((outcome) => outcome ?? []));
    }
    return inOrder(outcomes);
  },
  'commit once more': (world, random) => {
    if (!goBack(world, 1)) return undefined;
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

/** Files that are fixed when they are committed. @param {World} world @returns {ReadonlyMap<string, string>} */
function documents(world) {
  const files = NAMES.filter((file) => file.startsWith('doc/'));
  return new Map(
    files.flatMap((file) => [textOf(world, file)].flatMap((text) => (text === undefined ? [] : [[file, text]]))),
  );
}

/** Takes commits back, their changes staged. A merge has no one before it. @param {World} world @param {number} commits */
function goBack(world, commits) {
  const parents = isUnborn(world) ? [] : git(world, ['log', `-${commits}`, '--format=%P']).split('\n');
  const isOne = parents.length === commits && parents.every((ids) => ids !== '' && !ids.includes(' '));
  return isOne && tryGit(world, ['reset', '--quiet', '--soft', `HEAD~${commits}`]);
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
  // What an audit is there for, where there is one.
  const isAudited = textOf(world, '.lattice-hooksrc.json')?.includes('soak-mood') && random.isIn(0.5);
  const kind = isAudited ? 'change what nobody declared' : random.pick(kindsAmong(Object.keys(CHANGES)));
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
