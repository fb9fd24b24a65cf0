import { historyOf, isLacking } from '../../core/runs/history.ts';
import { openPage } from '../../report-text/page.ts';
import { readRuns } from '../../run/records/run-log.ts';
import { findUnchecked } from '../../run/skips/unchecked.ts';
import type { World } from '../../run/world.ts';
import { openSession } from '../session.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { historyJson, historyText } from '../texts/log.ts';
import { readTiers } from '../worktree-configs.ts';

/** `log` as the command line has it. */
export interface LogOptions {
  /** At most so many, the newest ones. */
  readonly most: number;
  /** Whether only that is shown from which something was left out. */
  readonly onlySkips: boolean;
  readonly report: 'text' | 'json';
}

/** Lists runs, what they left out, and what was committed or pushed without any, the newest first. */
export async function log({ most, onlySkips, report }: LogOptions, given: World, terminal: Terminal): Promise<number> {
  const session = await openSession(given, terminal);
  const runs = readRuns(session.repository);
  const unchecked = runs.length === 0 ? [] : await findUnchecked(session, await readTiers(session), runs);
  const history = historyOf(runs, unchecked).filter((item) => !onlySkips || isLacking(item));
  const shown = history.slice(0, most);
  terminal.out(report === 'json' ? historyJson(shown) : historyText(shown, openPage(terminal)));
  return 0;
}
