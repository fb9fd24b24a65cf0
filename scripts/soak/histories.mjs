// Branches, and what brings commits from one to another.

import { builtOtherwise, commit, stagedSubject } from './commit.mjs';
import { inOrder, isAccepted, runHooked } from './hooked.mjs';
import { judge, treeOf } from './oracle.mjs';
import { changedPaths, differences, lookAt } from './state.mjs';
import { git, isUnborn, tryGit } from './world.mjs';

/** @typedef {import('../support/random.mjs').Random} Random */
/** @typedef {import('./hooked.mjs').Outcome} Outcome */
/** @typedef {import('./oracle.mjs').Verdict} Verdict */
/** @typedef {import('./state.mjs').Entries} Entries */
/** @typedef {import('./state.mjs').State} State */
/** @typedef {import('./world.mjs').World} World */

const BRANCHES = ['main', 'side', 'topic'];

/** @type {Readonly<Record<string, (world: World, random: Random) => Outcome | undefined>>} */
export const HISTORIES = {
  'make a branch': (world, random) => {
    const name = random.pick(BRANCHES.slice(1));
    const commits = git(world, ['log', '--all', '--format=%H', '-8']).split('\n');
    const start = random.isIn(0.3) ? 'HEAD' : random.pick(commits);
    return done(tryGit(world, ['switch', '--quiet', '--force-create', name, start]), `${name} at ${start}`);
  },
  'begin a branch without commits': (world) => {
    world.count += 1;
    const name = `lone-${world.count}`;
    // All that was there is staged.
    return done(tryGit(world, ['checkout', '--quiet', '--orphan', name]), name);
  },
  'switch branches': (world, random) => {
    const name = random.pick(BRANCHES);
    if (random.isIn(0.4)) clean(world, random);
    return done(tryGit(world, ['switch', '--quiet', name]), name);
  },
  'go back to older files': (world, random) => {
    if (isUnborn(world)) return undefined;
    clean(world, random);
    const older = git(world, ['log', '--format=%H', '-6']).split('\n');
    // There and back: what was built for one has to make room for what was built for the other.
    const outcomes = [random.pick(older), older[0] ?? ''].flatMap((id) => {
      git(world, ['read-tree', '-u', '--reset', id]);
      return commit(world, { options: [], takes: 'index' }) ?? [];
    });
    return inOrder(outcomes);
  },
  merge: (world, random) => {
    const other = otherBranch(world, random);
    if (other === undefined) return undefined;
    clean(world, random);
    return random.isIn(0.3) ? concludeMerge(world, other) : merge(world, other);
  },
  rebase: (world, random) => {
    const other = otherBranch(world, random);
    if (other === undefined) return undefined;
    clean(world, random);
    const isDone = tryGit(world, ['rebase', '--quiet', other]);
    if (!isDone) tryGit(world, ['rebase', '--abort']);
    return done(isDone, other);
  },
  'cherry-pick': (world, random) => {
    const other = otherBranch(world, random);
    if (other === undefined) return undefined;
    clean(world, random);
    const isDone = tryGit(world, ['cherry-pick', '--allow-empty', other]);
    if (!isDone) tryGit(world, ['cherry-pick', '--abort']);
    return done(isDone, other);
  },
};

/** @param {boolean} isDone @param {string} did @returns {Outcome | undefined} */
function done(isDone, did) {
  return isDone ? { did, hooks: [], wrong: [] } : undefined;
}

/** A merge that git concludes by itself, with the hook that there is for it. @param {World} world @param {string} other */
function merge(world, other) {
  const planned = beginMerge(world, other, 'pre-merge-commit');
  if (planned === undefined) return undefined;
  git(world, ['merge', '--abort']);
  return conclude(world, planned, ['git', 'merge', '--quiet', '--no-ff', '--no-edit', other]);
}

/** A merge that a person concludes. @param {World} world @param {string} other */
function concludeMerge(world, other) {
  const planned = beginMerge(world, other, 'pre-commit');
  // Fixes of what others have written are tried elsewhere.
  const isUntidy = planned?.verdict.refusals.some((line) => line.startsWith('tidy:'));
  if (planned !== undefined && !isUntidy) return conclude(world, planned, ['git', 'commit', '--quiet', '--no-edit']);
  tryGit(world, ['merge', '--abort']);
  return undefined;
}

/** @param {World} world @param {Planned} planned @param {readonly string[]} words */
function conclude(world, { verdict, merged, tree }, words) {
  const did = words.slice(1).join(' ');
  const outcome = runHooked(world, did, 'commit', words, { verdict, accepted: merged, refused: merged });
  if (!isAccepted(outcome)) tryGit(world, ['merge', '--abort']);
  const made = isAccepted(outcome) ? differences('committed', tree, treeOf(world, 'HEAD')) : [];
  return { ...outcome, wrong: [...outcome.wrong, ...made, ...builtOtherwise(world, verdict, outcome)] };
}

/** What a merge leads to. @typedef {{ readonly verdict: Verdict, readonly merged: State, readonly tree: Entries }} Planned */

/** Undefined where there is nothing to conclude. @param {World} world @param {string} other @param {string} hook @returns {Planned | undefined} */
function beginMerge(world, other, hook) {
  const isMerged = tryGit(world, ['merge', '--quiet', '--no-ff', '--no-commit', other]);
  if (!isMerged || !tryGit(world, ['rev-parse', '--quiet', '--verify', 'MERGE_HEAD'])) {
    tryGit(world, ['merge', '--abort']);
    return undefined;
  }
  const id = git(world, ['write-tree']);
  const tree = treeOf(world, id);
  const staged = stagedSubject(world, changedPaths(treeOf(world, 'HEAD'), tree));
  const about = { ...staged, names: [hook], mayFix: false, isMerging: true };
  return { verdict: judge(world, id, about, 'disk'), merged: lookAt(world), tree };
}

/** Leaves nothing to be overwritten, and what tells git which files to ignore. @param {World} world @param {Random} random */
function clean(world, random) {
  if (isUnborn(world) || random.isIn(0.5)) {
    git(world, ['add', '--all']);
    tryGit(world, ['commit', '--quiet', '--no-verify', '-m', 'What is there']);
  } else {
    git(world, ['reset', '--quiet', '--hard']);
    git(world, ['clean', '--quiet', '-d', '--force']);
  }
}

/** @param {World} world @param {Random} random */
function otherBranch(world, random) {
  if (isUnborn(world)) return undefined;
  const current = git(world, ['symbolic-ref', '--short', 'HEAD']);
  const others = git(world, ['branch', '--format=%(refname:short)'])
    .split('\n')
    .filter((name) => name !== current);
  return others.length === 0 ? undefined : random.pick(others);
}
