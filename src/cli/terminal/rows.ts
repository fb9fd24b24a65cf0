import type { Check } from '../../core/plan.ts';
import type { CheckRecord } from '../../core/record.ts';
import { testsRecord } from '../../core/tests-record.ts';
import { counted, durationText, listed } from '../../report-text/amounts.ts';
import { checkLine, taskName } from '../../report-text/check-line.ts';
import { columnsOf, cutTo } from '../../report-text/columns.ts';
import { type Page, paintedSign, type Sign } from '../../report-text/page.ts';
import { testsText } from '../../report-text/tests.ts';
import { rowName } from './progress.ts';

/** One check on the board. Times are those of a clock that only goes forward. */
export interface Row {
  readonly check: Check;
  readonly startedAt?: number;
  readonly end?: CheckRecord;
  /** Checks that it waits for, whether they have ended or not. */
  readonly awaited?: readonly Check[];
}

/** When a row is looked at, and beside which others. */
export interface Moment {
  readonly now: number;
  /** Whether rows say their tier. */
  readonly showTier: boolean;
  readonly rows: readonly Row[];
}

/** Where a row stands: not begun, going on, or as it ended. */
export type RowState = 'waiting' | 'running' | Sign;

/** The sign and a blank stand before a row; listr2 leaves two columns free after it. */
const BESIDE = 4;
/** Share of a row that a long name may take in any case. */
const LEAST_NAME = 0.4;

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
export function rowText(row: Row, at: Moment, page: Page): string {
  const { task } = row.check;
  const room = page.width - BESIDE;
  const state = stateText(row, at);
  const whole = rowName(task.tier, taskName({ task: task.name, root: task.root }), at.showTier);
  const name = cutTo(whole, Math.max(Math.floor(room * LEAST_NAME), room - columnsOf(state) - 2));
  return `${page.paint('strong', name)}  ${cutTo(state, room - columnsOf(name) - 2)}`;
}

/** Whole seconds, so that a row changes, and is drawn again, once a second. */
function stateText(row: Row, at: Moment): string {
  const { startedAt, end, check } = row;
  if (end !== undefined) return checkLine(end).text;
  if (startedAt === undefined) return waitingText(row, at);
  const seconds = Math.floor((at.now - startedAt) / 1000);
  const { tests } = check;
  const files = check.task.scope === 'file' ? check.files.length : check.dependsOn.length;
  const about = tests === undefined ? (files > 0 ? [counted(files, 'file')] : []) : [testsText(testsRecord(tests))];
  return [...about, check.writes ? 'fixing' : 'checking', ...(seconds < 1 ? [] : [elapsedText(seconds)])].join(', ');
}

/** For whom it waits; where that is nobody, all processors are busy, or what tasks may not see is being hidden. */
function waitingText({ awaited = [] }: Row, { rows }: Moment): string {
  const ended = new Set(rows.flatMap(({ check, end }) => (end === undefined ? [] : [check])));
  const names = awaited
    .filter((check) => !ended.has(check))
    .map(({ task: { name, root } }) => taskName({ task: name, root }));
  return names.length === 0 ? 'waits its turn' : `waits for ${listed(names, 3)}`;
}

/** Whole seconds as people say them. */
export function elapsedText(seconds: number): string {
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
