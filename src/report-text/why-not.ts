import type { Viewpoint, WhyNot } from '../core/explain.ts';
import type { SkippedBy } from '../core/record.ts';
import type { Task } from '../core/task.ts';
import { counted, listed } from './amounts.ts';
import { oneLine, safeName } from './harmless.ts';

/** Why a task would not run, for a person. */
export function whyNotText(why: WhyNot, { globs, name }: Pick<Task, 'globs' | 'name'>, viewpoint: Viewpoint): string {
  switch (why.type) {
    case 'skipped':
      return `${SKIPPED_BY[why.by]} skips ${safeName(name)}${why.reason === '' ? '' : `: ${oneLine(why.reason)}`}`;
    case 'condition':
      return conditionText(why);
    case 'unchanged':
      return UNCHANGED[viewpoint];
    case 'nothing-to-hand':
      return `what changed of its files cannot be handed over: ${listed(why.paths.map(safeName))}`;
    case 'unmatched':
      return unmatchedText(why, globs, viewpoint);
  }
}

const SKIPPED_BY: Readonly<Record<SkippedBy, string>> = {
  env: 'LATTICE_HOOKS_SKIP',
  'git-config': 'git -c lattice.skip',
  cli: '--skip',
  once: '`lattice-hooks skip`',
};

const UNCHANGED: Readonly<Record<Viewpoint, string>> = {
  staged: 'nothing is staged',
  push: 'there is nothing to push',
  worktree: 'nothing differs from HEAD; `--all` explains it for all files',
  all: 'there are no files',
};

/** What the changed files are called, by where they come from. */
const CHANGED: Readonly<Record<Viewpoint, string>> = {
  staged: 'staged',
  push: 'changed',
  worktree: 'changed',
  all: 'tracked',
};

function conditionText({ unmet, branches }: Extract<WhyNot, { readonly type: 'condition' }>): string {
  if (unmet !== 'branches') return `its \`when\` leaves it out of a ${unmet}, which goes on here`;
  if (branches.length === 0) return 'its `when` names branches, and there is none here';
  return `its \`when\` does not name ${listed(branches.map(safeName))}`;
}

function unmatchedText(
  { changed, governed }: Extract<WhyNot, { readonly type: 'unmatched' }>,
  globs: Task['globs'],
  viewpoint: Viewpoint,
): string {
  const files = `${CHANGED[viewpoint]} file`;
  const wanted = governed === 0 ? 'where its config governs' : matchedBy(globs);
  return changed === 1 ? `the ${files} is not ${wanted}` : `none of ${counted(changed, files)} is ${wanted}`;
}

function matchedBy(globs: Task['globs']): string {
  return `matched by ${globs === undefined ? 'its globs' : listed(globs.map(safeName))}`;
}
