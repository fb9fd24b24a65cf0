// Runs of a tier by hand, in a worktree as it is at the moment: they remember what a hook recalls later.

import process from 'node:process';
import { builtOtherwise, stagedSubject } from './commit.mjs';
import { runHooked } from './hooked.mjs';
import { judge, treeOf } from './oracle.mjs';
import { changedPaths, copyIndex, hasStrayRules, lookAt } from './state.mjs';
import { git, headTree } from './world.mjs';

/** @typedef {import('../support/random.mjs').Random} Random */
/** @typedef {import('./hooked.mjs').Outcome} Outcome */
/** @typedef {import('./world.mjs').World} World */

/** @type {Readonly<Record<string, (world: World, random: Random) => Outcome>>} */
export const BY_HAND = {
  'run by hand': (world, random) => {
    const [tier, selection] = [random.pick(['fast', 'slow']), random.pick(['--all', '--staged', ''])];
    const options = [...(selection === '' ? [] : [selection]), ...(random.isIn(0.25) ? ['--no-cache'] : [])];
    const copy = { more: copyIndex(world) };
    if (selection !== '--staged') git(world, ['add', '--all'], copy);
    const tree = git(world, ['write-tree'], copy);
    const entries = treeOf(world, tree);
    const changed =
      selection === '--all' ? new Set(entries.keys()) : changedPaths(treeOf(world, headTree(world)), entries);
    const verdict = judge(world, tree, { ...stagedSubject(world, changed), names: [tier], mayFix: false }, 'disk');
    const before = lookAt(world);
    const words = [process.execPath, world.program, 'run', tier, ...options];
    const outcome = runHooked(world, words.slice(2).join(' '), 'run', words, {
      verdict,
      accepted: before,
      refused: before,
      isOpen: hasStrayRules(world, entries),
    });
    return { ...outcome, wrong: [...outcome.wrong, ...builtOtherwise(world, verdict, outcome)] };
  },
};
