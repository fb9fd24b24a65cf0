import type { Explanation, FileRole, Knowledge, Viewpoint } from '../core/explain.ts';
import type { Task } from '../core/task.ts';
import { counted } from './amounts.ts';
import { whyNotText } from './why-not.ts';

/** What a task would do: run, be recalled, or be left out. */
export type Prospect = 'run' | 'recall' | 'skip';

/** Whether a task would run, and why, for a person. Where a file was asked for, it is about that file. */
export function prospectOf(explanation: Explanation): { readonly would: Prospect; readonly why: string } {
  const { task, file, whyNot, knowledge, viewpoint } = explanation;
  if (file !== undefined && file.role !== 'judged') return { would: 'skip', why: ROLES[file.role] };
  if (whyNot !== undefined) return { would: 'skip', why: whyNotText(whyNot, task, viewpoint) };
  if (knowledge === undefined || !task.cache) return { would: 'run', why: whyForgotten(task) };
  const isKnown = knowledge.remembered === knowledge.total;
  const isWhole = knowledge.standings.every((standing) => standing.file === undefined);
  return { would: isKnown ? 'recall' : 'run', why: isWhole ? wholeText(knowledge) : filesText(knowledge, viewpoint) };
}

/** `would run: none of 3 staged files is remembered`. */
export function prospectText(explanation: Explanation): string {
  const { would, why } = prospectOf(explanation);
  return `${WOULD[would]}${explanation.file === undefined ? '' : ' on it'}: ${why}`;
}

const WOULD: Readonly<Record<Prospect, string>> = {
  run: 'would run',
  recall: 'would not have to run',
  skip: 'would not run',
};

const ROLES: Readonly<Record<Exclude<FileRole, 'judged'>, string>> = {
  unchanged: 'it did not change',
  input: 'it is an input, which every pass of the task depends on',
  unmatched: 'no glob of the task matches it',
  ungoverned: 'it does not lie where the config of the task governs',
  'not-regular': 'it is a link or a submodule, which no program is handed',
  unknown: 'it is not there, or git does not know it',
};

const FILES: Readonly<Record<Viewpoint, readonly [one: string, many: string]>> = {
  staged: ['staged file', 'staged files'],
  push: ['file to push', 'files to push'],
  worktree: ['changed file', 'changed files'],
  all: ['file', 'files'],
};

function whyForgotten({ usesArguments, outputs }: Task): string {
  if (usesArguments)
    return 'it is about no files, but about what git tells the hook or what runs elsewhere; that is never remembered';
  if (outputs.length === 0) return 'its passes are not remembered, as `cache` is false';
  return 'its passes are not remembered, as `cache` is false or its outputs cannot be brought back';
}

function wholeText({ check, remembered }: Knowledge): string {
  const over = `over ${counted(check.dependsOn.length, 'file')}`;
  return remembered > 0 ? `a pass of just this is remembered, ${over}` : `no pass of just this is remembered, ${over}`;
}

function filesText({ remembered, total }: Knowledge, viewpoint: Viewpoint): string {
  const files = counted(total, ...FILES[viewpoint]);
  if (total === 1) return `its ${FILES[viewpoint][0]} is ${remembered === 0 ? 'not ' : ''}remembered`;
  if (remembered === total) return `all ${files} are remembered`;
  const missing = total - remembered;
  return remembered === 0
    ? `none of ${files} is remembered`
    : `${missing} of ${files} ${missing === 1 ? 'is' : 'are'} not remembered`;
}
