// What is done to a repository, decided before it begins, from its seed alone. Each step has a seed of its own and finds
// something to do in any state, so that the same steps can be done again with others left out between them.

import { randomFrom } from '../support/random.mjs';

/** @typedef {{ readonly at: number, readonly kind: Kind, readonly seed: number }} Step */
/** @typedef {keyof typeof WEIGHTS} Kind */

/** How often each kind of step is taken. */
export const WEIGHTS = {
  write: 12,
  remove: 2,
  rename: 2,
  'change a mode': 3,
  'put a link in place of a file': 6,
  'spoil what was built': 3,
  'stage a file': 3,
  'stage all': 4,
  'unstage a file': 2,
  'edit in secret': 2,
  'set a time': 2,
  discard: 1,
  'edit rules': 5,
  'edit ignored rules': 5,
  'edit the script': 2,
  'allow all': 6,
  'set a declared variable': 6,
  'set an undeclared variable': 4,
  'replace a tool': 5,
  'put a tool before others': 3,
  'remove a tool': 1,
  'install another package': 5,
  'set content filters': 4,
  'edit the config': 5,
  'add or drop a task': 8,
  'edit the local config': 5,
  'edit a nested config': 3,
  'change what nobody declared': 4,
  'forget all passes': 1,
  'go to another worktree': 4,
  commit: 14,
  'commit -a': 4,
  'commit <path>': 4,
  'commit --amend': 4,
  'commit --allow-empty': 1,
  'commit --no-verify': 4,
  'commit with a skip': 2,
  'commit twice': 16,
  'commit once more': 5,
  'commit on another base': 4,
  'kill a commit': 2,
  'make a branch': 3,
  'begin a branch without commits': 1,
  'switch branches': 4,
  'go back to older files': 5,
  merge: 4,
  rebase: 2,
  'cherry-pick': 2,
  push: 9,
  'push another branch': 3,
  'push two refs': 2,
  'push thrice': 5,
  'push once more': 5,
  'push --no-verify': 1,
  'push with a skip': 1,
  'delete a remote branch': 1,
  'run by hand': 4,
};

/** Some of the kinds, each as often as it is to be taken. @param {readonly string[]} names */
export function kindsAmong(names) {
  return Object.entries(WEIGHTS).flatMap(([kind, weight]) =>
    names.includes(kind) ? new Array(weight).fill(kind) : [],
  );
}

/** @param {number} seed @param {number} steps @returns {readonly Step[]} */
export function planOf(seed, steps) {
  const random = randomFrom(seed);
  const kinds = kindsAmong(Object.keys(WEIGHTS));
  return Array.from({ length: steps }, (_, at) => ({ at, kind: random.pick(kinds), seed: random.below(2 ** 31) }));
}
