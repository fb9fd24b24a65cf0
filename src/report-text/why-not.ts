import type { Explanation, Viewpoint, WrittenTask } from '../core/explain/explain.ts';
import type { WhyNot } from '../core/explain/left-out.ts';
import type { SkippedBy } from '../core/record.ts';
import type { Task } from '../core/task.ts';
import { counted, listed } from './amounts.ts';
import { globsText } from './globs.ts';
import { oneLine, safeName } from './harmless.ts';

/** Why a task would not run, for a person. */
export function whyNotText(
  why: WhyNot,
  { task, viewpoint, written }: Pick<Explanation, 'task' | 'viewpoint' | 'written'>,
): string {
  switch (why.type) {
    case 'skipped':
      return `${SKIPPED_BY[why.by]} skips it${why.reason === '' ? '' : `: ${oneLine(why.reason)}`}`;
    case 'condition':
      return conditionText(why, written);
    case 'unchanged':
      return UNCHANGED[viewpoint];
    case 'nothing-to-hand':
      return `${listed(why.paths.map(safeName))} ${handText(why)}`;
    case 'unmatched':
      return unmatchedText(why, task, written, viewpoint);
  }
}

/** The key of the task that decides what becomes of it, or of the file that was asked for; undefined: none does. */
export function decidingKey({ file, whyNot, task }: Explanation): string | undefined {
  if (file?.role === 'excluded') return 'exclude';
  if (file?.role === 'unmatched') return 'files';
  if (file !== undefined && file.role !== 'judged') return undefined;
  if (whyNot === undefined) return task.cache ? undefined : 'cache';
  if (whyNot.type === 'condition') return 'when';
  if (whyNot.type !== 'unmatched' || whyNot.governed === 0) return undefined;
  return whyNot.excluded.length > 0 ? 'exclude' : 'files';
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
  worktree: 'nothing differs from HEAD',
  all: 'there are no files',
};

/** What the changed files are called, by where they come from. */
const CHANGED: Readonly<Record<Viewpoint, string>> = {
  staged: 'staged',
  push: 'changed',
  worktree: 'changed',
  all: 'tracked',
};

function handText({ paths, areGone }: Extract<WhyNot, { readonly type: 'nothing-to-hand' }>): string {
  const are = paths.length === 1 ? 'is' : 'are';
  if (areGone) return `${are} deleted, and no other file of it changed`;
  return `cannot be handed over: ${paths.length === 1 ? 'it is a link or a submodule' : 'they are links, submodules or gone'}`;
}

function conditionText(
  { unmet, branches }: Extract<WhyNot, { readonly type: 'condition' }>,
  written: WrittenTask,
): string {
  if (unmet !== 'branches') return `its \`when\` leaves it out of a ${unmet}, and one goes on here`;
  const wanted = written.branches.length === 0 ? 'other branches' : globsText(written.branches);
  const here = branches.length === 0 ? 'there is no branch here' : `this is ${listed(branches.map(safeName))}`;
  return `its \`when\` is about ${wanted}, and ${here}`;
}

function unmatchedText(
  { changed, governed, excluded }: Extract<WhyNot, { readonly type: 'unmatched' }>,
  { globs, root }: Pick<Task, 'globs' | 'root'>,
  { exclude }: WrittenTask,
  viewpoint: Viewpoint,
): string {
  const files = `${CHANGED[viewpoint]} file`;
  const none = changed === 1 ? `the ${files} is not` : `none of ${counted(changed, files)} is`;
  if (governed === 0) return `${none} ${root === '' ? 'where its config governs' : `in ${safeName(root)}`}`;
  if (excluded.length > 0) {
    const by = exclude.length === 0 ? '' : ` (${globsText(exclude)})`;
    return `\`exclude\`${by} leaves out ${listed(excluded.map(safeName))}${excluded.length < changed ? ', and its globs match no other' : ''}`;
  }
  return `${none} matched by ${globs === undefined ? 'its globs' : globsText(globs)}`;
}
