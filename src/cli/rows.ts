import type { Check } from '../core/plan.ts';
import { type CheckRecord, testsRecord } from '../core/record.ts';
import { counted, durationText } from '../report-text/amounts.ts';
import { checkLine, taskName } from '../report-text/check-line.ts';
import { columnsOf, cutTo } from '../report-text/columns.ts';
import { type Page, paintedSign, type Sign } from '../report-text/page.ts';
import { testsText } from '../report-text/tests.ts';
import { rowName } from './progress.ts';

/** One check on the board. Times are those of a clock that only goes forward. */
export interface Row {
  readonly check: Check;
  readonly startedAt?: number;
  readonly end?: CheckRecord;
}

/** Where a row stands: not begun, going on, or as it ended. */
export type RowState = 'waiting' | 'running' | Sign;

/** The sign and a blank stand before a row; listr2 leaves two columns free after it. */
const BESIDE = 4;

/**
 * Where the row stands.
 * @internal Exported for its test.
 */
export function rowState({ startedAt, end }: Row): RowState {
  if (end !== undefined) return checkLine(end).sign;
  return startedAt === undefined ? 'waiting' : 'running';
}

/** The sign before a row. */
export function rowMark(row: Row, page: Page): string {
  const state = rowState(row);
  if (state === 'waiting') return page.paint('quiet', '·');
  return state === 'running' ? page.paint('warning', '▸') : paintedSign(state, page);
}

/** The row without its sign, on one line of the page. A long name leaves room for how it stands. */
export function rowText(row: Row, at: { readonly now: number; readonly showTier: boolean }, page: Page): string {
  const { task } = row.check;
  const room = page.width - BESIDE;
  const state = stateText(row, at.now);
  const whole = rowName(task.tier, taskName({ task: task.name, root: task.root }), at.showTier);
  const name = cutTo(whole, Math.max(room / 2, room - columnsOf(state) - 2));
  return `${page.paint('strong', name)}  ${cutTo(state, room - columnsOf(name) - 2)}`;
}

/** Whole seconds, so that a row changes, and is drawn again, once a second. */
function stateText({ startedAt, end, check }: Row, now: number): string {
  if (end !== undefined) return checkLine(end).text;
  if (startedAt === undefined) return 'waiting';
  const seconds = Math.floor((now - startedAt) / 1000);
  const { tests } = check;
  const files = check.task.scope === 'file' ? check.files.length : check.dependsOn.length;
  const about = tests === undefined ? (files > 0 ? [counted(files, 'file')] : []) : [testsText(testsRecord(tests))];
  return [...about, seconds < 1 ? 'running' : elapsedText(seconds)].join(', ');
}

function elapsedText(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : durationText(seconds * 1000);
}

/** How much it matters to see a row when not all of them fit. */
const URGENCY: readonly RowState[] = ['running', 'failed', 'warning', 'waiting', 'passed', 'skipped', 'note'];

/** Indexes of the rows that fit into so many lines, in their order, and a line about the others where there are any. */
export function fitRows(
  rows: readonly Row[],
  lines: number,
): { readonly shown: readonly number[]; readonly rest?: string } {
  if (rows.length <= lines) return { shown: rows.map((_, index) => index) };
  const urgency = (index: number): number => URGENCY.indexOf(rowState(rows[index] as Row));
  const byUrgency = rows.map((_, index) => index).sort((one, other) => urgency(one) - urgency(other) || one - other);
  const shown = byUrgency.slice(0, Math.max(0, lines - 1)).sort((one, other) => one - other);
  const hidden = byUrgency.slice(Math.max(0, lines - 1)).map((index) => rowState(rows[index] as Row));
  const count = (states: readonly RowState[]): number => hidden.filter((state) => states.includes(state)).length;
  const parts = [
    [count(['running']), 'running'],
    [count(['failed', 'warning']), 'failed'],
    [count(['waiting']), 'waiting'],
    [count(['passed', 'skipped', 'note']), 'done'],
  ].flatMap(([number, word]) => (number === 0 ? [] : [`${number} ${word}`]));
  return { shown, rest: `… ${parts.join(', ')}` };
}
