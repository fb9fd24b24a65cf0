import type { Tier } from '../../core/task.ts';
import { durationText } from '../../report-text/amounts.ts';
import { cutTo } from '../../report-text/columns.ts';
import { oneLine, safeName } from '../../report-text/harmless.ts';
import type { Page } from '../../report-text/page.ts';
import { endLines, gapAfter, noticeLines } from './progress.ts';
import { elapsedText, fitRows, type Row } from './rows.ts';

/** What the board shows. */
export interface Scene {
  readonly rows: readonly Row[];
  readonly notices: readonly string[];
  /** Tiers of the run, and when its first check began, by the clock of the rows. */
  readonly tiers: readonly Tier[];
  readonly startedAt: number;
  /** Whether rows say their tier. */
  readonly showTier: boolean;
}

/** Notices that are shown below the rows; all of them stay on the screen afterwards. */
const NOTICES_SHOWN = 2;

/** Lines that a window has at least, for there to be room for one about budgets. */
const LOW = 4;

/** At most as many lines as the window has, one left for the cursor. `lines`: one for each row. */
export function frameLines(
  lines: readonly string[],
  scene: Scene,
  at: { readonly height: number; readonly now: number },
  page: Page,
) {
  const { rows, notices } = scene;
  const told = notices.slice(-NOTICES_SHOWN).map((notice) => cutTo(`note: ${oneLine(notice)}`, page.width - 2));
  const budgets = at.height < LOW + told.length ? [] : budgetLines(scene, at.now, page);
  const { shown, rest } = fitRows(rows, Math.max(1, at.height - 1 - told.length - budgets.length));
  return [
    ...shown.flatMap((index) => lines[index] ?? []),
    ...(rest === undefined ? [] : [page.paint('quiet', rest)]),
    ...budgets,
    ...told,
  ];
}

/** How much of their budgets the tiers have used up, on one line. */
function budgetLines({ tiers, rows, startedAt }: Scene, now: number, page: Page): readonly string[] {
  const running = new Set(rows.filter(({ end }) => end === undefined).map(({ check }) => check.task.tier));
  const limited = tiers.filter(({ name, budget }) => budget !== undefined && running.has(name));
  if (limited.length === 0) return [];
  const elapsed = now - startedAt;
  const budgets = new Map(limited.map(({ name, budget = 0 }) => [name, budget]));
  const texts = [...budgets].map(([name, budget]) => {
    const spent = `${elapsedText(Math.floor(elapsed / 1000))} ${elapsed > budget ? 'and over its' : 'of its'}`;
    return `${safeName(name)}: ${spent} budget of ${durationText(budget)}`;
  });
  const isOver = [...budgets.values()].some((budget) => elapsed > budget);
  return [page.paint(isOver ? 'warning' : 'quiet', cutTo(texts.join(', '), page.width - 2))];
}

/** What stays on the screen: notices, and checks that ended. */
export function lastingLines({ rows, notices, showTier }: Scene, page: Page): readonly string[] {
  const ends = rows.flatMap(({ end }) => end ?? []);
  return [
    ...notices.flatMap((notice) => noticeLines(notice, page)),
    ...ends.flatMap((end) => endLines(end, showTier, page)),
    ...gapAfter(ends),
  ];
}
