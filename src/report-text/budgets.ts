import type { RunRecord } from '../core/record.ts';
import type { OverBudget } from '../core/remarks.ts';
import { durationText } from './amounts.ts';
import { spark } from './bars.ts';
import { taskName } from './check-line.ts';
import { safeName } from './harmless.ts';
import { indented, type Page, signed } from './page.ts';

/** Tiers that took longer than they should: by which task, how long that has taken before, and what can be done. */
export function budgetLines({ overBudget = [] }: RunRecord, page: Page): readonly (readonly string[])[] {
  return overBudget.map((one) => [
    ...signed('warning', safeName(one.tier), overText(one), page),
    ...one.tasks.flatMap((task) => taskLines(task, page)),
    ...indented(4, adviceText(one), page),
  ]);
}

/** The same in a line. */
export function budgetText(one: OverBudget): string {
  const slowest = one.tasks.map((task) => `${taskName(task)} ${durationText(task.latestMs.at(-1) ?? 0)}`);
  return `${safeName(one.tier)} ${overText(one)}: ${slowest.join(', ')}; ${adviceText(one)}`;
}

function overText({ budgetMs, tookMs }: OverBudget): string {
  return `took ${durationText(tookMs)}, over its budget of ${durationText(budgetMs)}`;
}

function taskLines(task: OverBudget['tasks'][number], page: Page): readonly string[] {
  const { latestMs } = task;
  const took = `${taskName(task)} took ${durationText(latestMs.at(-1) ?? 0)}`;
  if (latestMs.length < 2) return indented(4, took, page);
  const times = `the last ${latestMs.length}: ${latestMs.map(durationText).join(', ')}`;
  const drawn = page.words ? [] : [`    ${page.paint('warning', spark(latestMs))}`];
  return [...indented(4, `${took}; ${times}`, page), ...drawn];
}

function adviceText({ tasks, roomier }: OverBudget): string {
  const what = tasks.length === 1 ? 'it' : 'them';
  const where =
    roomier === undefined ? 'a tier that runs less often, such as one at pre-push' : `\`${safeName(roomier)}\``;
  return `move ${what} to ${where}, or raise the tier's \`budget\``;
}
