// Pushes to a real remote, and what each must come to.

import { changeSurroundings } from './commits.mjs';
import { inOrder, isAccepted, runHooked } from './hooked.mjs';
import { judge, treeOf } from './oracle.mjs';
import { changedPaths, lookAt } from './state.mjs';
import { git, isUnborn, tryGit } from './world.mjs';

/** @typedef {import('../support/random.mjs').Random} Random */
/** @typedef {import('./hooked.mjs').Outcome} Outcome */
/** @typedef {import('./oracle.mjs').Verdict} Verdict */
/** @typedef {import('./world.mjs').World} World */

/** A commit, and the branch of the remote that it goes to. @typedef {readonly [commit: string, branch: string]} Sent */

/** @typedef {(world: World, random: Random) => Outcome | undefined} Push */

/** Where there is a commit to push. @param {Push} push @returns {Push} */
function ofHead(push) {
  return (world, random) => (isUnborn(world) ? undefined : push(world, random));
}

/** @type {Readonly<Record<string, Push>>} */
export const PUSHES = {
  push: ofHead((world, random) =>
    push(world, [['HEAD', random.isIn(0.7) ? nameOfHead(world) : random.pick(['main', 'side', 'copy'])]]),
  ),
  'push another branch': (world, random) => {
    const branch = random.pick(branches(world));
    return push(world, [[branch, random.isIn(0.8) ? branch : 'main']]);
  },
  'push two refs': ofHead((world, random) =>
    push(world, [
      ['HEAD', nameOfHead(world)],
      [random.pick(branches(world)), 'second'],
    ]),
  ),
  'push once more': (world, random) => {
    const [branch = '', tip = ''] = random.pick([...remoteBranches(world)]);
    const parent = git(world, ['log', '-1', '--format=%P', tip]).split(' ')[0];
    if (parent === undefined || parent === '') return undefined;
    git(world, ['push', '--quiet', '--no-verify', '--force', 'origin', `${parent}:refs/heads/${branch}`]);
    return push(world, [[tip, branch]]);
  },
  'push thrice': ofHead((world, random) => {
    const branch = nameOfHead(world);
    const old = remoteBranches(world).get(branch) ?? '';
    const outcomes = [push(world, [['HEAD', branch]])];
    while (
      outcomes.length < 5 &&
      outcomes.every((one) => one.wrong.length === 0) &&
      outcomes.every(isAcceptedOrQuiet)
    ) {
      git(world, ['push', '--quiet', '--no-verify', '--force', 'origin', `${old}:refs/heads/${branch}`]);
      // Twice without a change: what is remembered is marked, and what is marked needs no Node.
      if (outcomes.length > 2) outcomes.push(changeSurroundings(world, random));
      outcomes.push(push(world, [['HEAD', branch]]));
    }
    return inOrder(outcomes);
  }),
  'push --no-verify': ofHead((world) => {
    git(world, ['push', '--quiet', '--no-verify', '--force', 'origin', `HEAD:refs/heads/${nameOfHead(world)}`]);
    return { did: 'without hooks', hooks: [], wrong: [] };
  }),
  'push with a skip': ofHead((world, random) =>
    push(world, [['HEAD', nameOfHead(world)]], random.pick(['tests', 'each'])),
  ),
  'delete a remote branch': (world, random) => {
    const [branch] = random.pick([...remoteBranches(world)]);
    if (branch === 'main') return undefined;
    const before = lookAt(world);
    const verdict = { started: [], refusals: [], warnings: [], fixed: new Map() };
    const words = ['git', 'push', '--quiet', 'origin', `:refs/heads/${branch}`];
    return runHooked(world, words.slice(1).join(' '), 'push', words, { verdict, accepted: before, refused: before });
  },
};

/** @param {Outcome} outcome */
function isAcceptedOrQuiet(outcome) {
  return outcome.hooks.length === 0 || isAccepted(outcome);
}

/** @param {World} world @param {readonly Sent[]} sent @param {string} [skipped] @returns {Outcome} */
function push(world, sent, skipped) {
  const remote = remoteBranches(world);
  const verdicts = sent.map(([name, branch]) => {
    const commit = git(world, ['rev-parse', name]);
    return remote.get(branch) === commit ? undefined : judgeCommit(world, commit, branch, remote, skipped);
  });
  const before = lookAt(world);
  const specs = sent.map(([name, branch]) => `${name}:refs/heads/${branch}`);
  const words = ['git', 'push', '--quiet', '--force', 'origin', ...specs];
  const env = skipped === undefined ? {} : { LATTICE_HOOKS_SKIP: skipped };
  const expectation = { verdict: joined(verdicts), accepted: before, refused: before };
  const outcome = runHooked(world, words.slice(1).join(' '), 'push', words, expectation, env);
  const after = remoteBranches(world);
  const lost = sent.filter(
    ([name, branch]) => isAccepted(outcome) && after.get(branch) !== git(world, ['rev-parse', name]),
  );
  const sneaked = isAccepted(outcome) || [...after].join() === [...remote].join() ? [] : ['the remote has changed'];
  return {
    ...outcome,
    wrong: [...outcome.wrong, ...lost.map(([name]) => `the remote did not get ${name}`), ...sneaked],
  };
}

/** What is to be said of a commit that the remote is to get. @param {World} world @param {string} commit @param {string} branch @param {ReadonlyMap<string, string>} remote @param {string | undefined} skipped */
function judgeCommit(world, commit, branch, remote, skipped) {
  const about = {
    ...compare(world, commit, [...remote.values()]),
    branches: [branch],
    names: ['pre-push', 'pre-commit'],
    skipped: new Set(skipped === undefined ? [] : [skipped]),
    mayFix: false,
    comparedWith: (/** @type {readonly string[]} */ branches) =>
      compare(
        world,
        commit,
        branches.flatMap((name) => remote.get(name) ?? []),
      ),
  };
  return judge(world, `${commit}^{tree}`, about, 'tree');
}

/** What a commit brings to somebody who has others. @param {World} world @param {string} commit @param {readonly string[]} had */
function compare(world, commit, had) {
  const tree = treeOf(world, commit);
  const sides = basesOf(world, commit, had).map((base) => changedPaths(treeOf(world, base), tree));
  const [first = new Set(tree.keys()), ...rest] = sides;
  const changed = new Set([...first].filter((file) => rest.every((side) => side.has(file))));
  return { changed, sides: sides.length > 1 ? sides : [] };
}

/** The newest commits that the remote has of those that lead to one. @param {World} world @param {string} commit @param {readonly string[]} had */
function basesOf(world, commit, had) {
  const edge = git(world, ['rev-list', '--boundary', commit, '--not', ...had])
    .split('\n')
    .filter((line) => line.startsWith('-'));
  if (edge.length === 0)
    return had.some((tip) => tryGit(world, ['merge-base', '--is-ancestor', commit, tip])) ? [commit] : [];
  return git(world, ['merge-base', '--independent', ...edge.map((line) => line.slice(1))]).split('\n');
}

/** @param {readonly (Verdict | undefined)[]} verdicts @returns {Verdict} */
function joined(verdicts) {
  const all = verdicts.flatMap((verdict) => verdict ?? []);
  return {
    started: all.flatMap(({ started }) => started),
    refusals: all.flatMap(({ refusals }) => refusals),
    // What was warned of at the commit is not said again.
    warnings: [],
    fixed: new Map(),
  };
}

/** Commits by branch. @param {World} world */
function remoteBranches(world) {
  const lines = git(world, [
    '--git-dir=../origin.git',
    'for-each-ref',
    '--format=%(refname:lstrip=2) %(objectname)',
    'refs/heads',
  ]);
  return new Map(lines.split('\n').map((line) => /** @type {[string, string]} */ (line.split(' '))));
}

/** @param {World} world */
function branches(world) {
  return git(world, ['branch', '--format=%(refname:short)']).split('\n');
}

/** @param {World} world */
function nameOfHead(world) {
  return git(world, ['symbolic-ref', '--short', 'HEAD']);
}
