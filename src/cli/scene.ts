import { cutTo } from '../report-text/columns.ts';
import { oneLine } from '../report-text/harmless.ts';
import type { Page } from '../report-text/page.ts';
import { endLines, gapAfter, noticeLines } from './progress.ts';
import { fitRows, type Row } from './rows.ts';

/** What the board shows. */
export interface Scene {
  readonly rows: readonly Row[];
  readonly notices: readonly string[];
  /** Whether rows say their tier. */
  readonly showTier: boolean;
}

/** Notices that are shown below the rows; all of them stay on the screen afterwards. */
const NOTICES_SHOWN = 2;

/** At most as many lines as the window has, one left for the cursor. `lines`: one for each row. */
export function frameLines(lines: readonly string[], { rows, notices }: Scene, height: number, page: Page) {
  const told = notices.slice(-NOTICES_SHOWN).map((notice) => cutTo(`note: ${oneLine(notice)}`, page.width - 2));
  const { shown, rest } = fitRows(rows, Math.max(1, height - 1 - told.length));
  return [
    ...shown.flatMap((index) => lines[index] ?? []),
    ...(rest === undefined ? [] : [page.paint('quiet', rest)]),
    ...told,
  ];
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
