import type { AskedFile, Explanation, Knowledge, Viewpoint } from '../core/explain/explain.ts';
import type { Task } from '../core/task.ts';
import { counted } from './amounts.ts';
import { taskName } from './check-line.ts';
import { roleText } from './file-roles.ts';
import { oneLine, safeName } from './harmless.ts';
import { lackText, type Subject } from './lack.ts';
import { whyNotText } from './why-not.ts';

/** What a task would do: run, be recalled, or be left out. */
export type Prospect = 'run' | 'recall' | 'skip';

/** Whether a task would run, and why, for a person. Where a file was asked for, it is about that file. */
export function prospectOf(explanation: Explanation): { readonly would: Prospect; readonly why: string } {
  const { task, file, whyNot, knowledge } = explanation;
  if (file !== undefined && file.role !== 'judged') return { would: 'skip', why: roleText(file) };
  if (whyNot !== undefined) return { would: 'skip', why: whyNotText(whyNot, explanation) };
  if (knowledge === undefined || !task.cache) return { would: 'run', why: whyForgotten(task) };
  if (knowledge.remembered + knowledge.fixed < knowledge.total)
    return { would: 'run', why: whyRun(knowledge, explanation) };
  return { would: 'recall', why: whyRecalled(knowledge, explanation) };
}

/** What a task is called among all of them: `fast/lint`, with the folder of its config where that is not the root. */
export function fullName({ tier, task: { name, root } }: Pick<Explanation, 'tier' | 'task'>): string {
  return `${safeName(tier.name)}/${taskName({ task: name, root })}`;
}

/** The answer in one sentence, behind the task's name: `would run at the next commit: src/cart.ts changed since it passed`. */
export function answerText(explanation: Explanation): string {
  const { file, viewpoint } = explanation;
  const { would, why } = prospectOf(explanation);
  const about = file === undefined ? momentOf(explanation) : `on ${safeName(file.path)}${FILE_MOMENTS[viewpoint]}`;
  return `${WOULD[would]} ${about}: ${why}`;
}

/** What is about no files is about each time that its hook comes. */
function momentOf({ task, tier, viewpoint, whyNot }: Explanation): string {
  if (whyNot?.type === 'unchanged' && viewpoint === 'worktree') return 'now';
  if (!task.usesArguments || tier.on.length === 0) return MOMENTS[viewpoint];
  return `at each ${tier.on.map(oneLine).join(', ')}`;
}

const WOULD: Readonly<Record<Prospect, string>> = {
  run: 'would run',
  recall: 'would not have to run',
  skip: 'would not run',
};

const MOMENTS: Readonly<Record<Viewpoint, string>> = {
  staged: 'at the next commit',
  push: 'at the next push',
  worktree: 'on what differs from HEAD',
  all: 'on all files',
};

const FILE_MOMENTS: Readonly<Record<Viewpoint, string>> = {
  staged: ' at the next commit',
  push: ' at the next push',
  worktree: ' as it is on disk',
  all: ' as it is on disk',
};

const FILES: Readonly<Record<Viewpoint, readonly [one: string, many: string]>> = {
  staged: ['staged file', 'staged files'],
  push: ['file to push', 'files to push'],
  worktree: ['changed file', 'changed files'],
  all: ['file', 'files'],
};

function whyForgotten({ usesArguments, outputs, scope, seesUntracked }: Task): string {
  if (usesArguments) return 'it is about what git tells the hook, or what runs elsewhere, which is never remembered';
  if (seesUntracked) return 'it sees untracked files, so that its passes are not remembered';
  if (outputs.length === 0) return 'its passes are not remembered, as `cache` is false';
  const why =
    scope === 'file'
      ? 'its `outputs` are of some files only'
      : '`cache` is false or its `outputs` cannot be brought back';
  return `its passes are not remembered, as ${why}`;
}

function whyRun(knowledge: Knowledge, { viewpoint, written, file }: Explanation): string {
  const { standings, versions } = knowledge;
  const missing = standings.filter(({ remembered, fixKnown }) => !remembered && !fixKnown);
  // What is not told of one by one may differ in something else.
  const told = missing.length === missingOf(knowledge) ? missing : [];
  return lackText(told, subjectOf(knowledge, viewpoint, file), { now: versions, places: written.places });
}

/** How many files, or whole checks, have to be looked at. */
function missingOf({ remembered, fixed, total }: Knowledge): number {
  return total - remembered - fixed;
}

function subjectOf(knowledge: Knowledge, viewpoint: Viewpoint, asked: AskedFile | undefined): Subject {
  const { standings, total } = knowledge;
  const [first] = standings;
  if (asked !== undefined || (first !== undefined && first.file === undefined)) return { text: 'it', isOne: true };
  if (total === 1 && first?.file !== undefined) return { text: safeName(first.file), isOne: true };
  const missing = missingOf(knowledge);
  const files = counted(total, ...FILES[viewpoint]);
  return missing === total
    ? { text: `all ${files}`, isOne: false }
    : { text: `${missing} of ${files}`, isOne: missing === 1 };
}

function whyRecalled({ check, standings, total, fixed }: Knowledge, { viewpoint, file }: Explanation): string {
  if (standings.every((standing) => standing.file === undefined))
    return `it is remembered that it passed with just this, over ${counted(check.dependsOn.length, 'file')}`;
  const fixes = fixed === 0 ? '' : `, ${fixed === total ? '' : `${fixed} `}by a fix that was made before`;
  if (file !== undefined) return `it is remembered${fixes}`;
  const [one, many] = FILES[viewpoint];
  return total === 1 ? `its ${one} is remembered${fixes}` : `all ${total} ${many} are remembered${fixes}`;
}
