import { historyOf, isLacking } from '../../core/run-history.ts';
import type { Tier } from '../../core/task.ts';
import { openPage } from '../../report-text/page.ts';
import { readRuns } from '../../run/run-log.ts';
import { settleTiers } from '../../run/settle-tasks.ts';
import { findUnchecked } from '../../run/unchecked.ts';
import type { World } from '../../run/world.ts';
import { historyJson, historyText } from '../log-text.ts';
import { openSession, type Session } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { readWorktreeConfigs } from '../worktree-configs.ts';

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

/** Without a config, nothing had to be checked. */
async function readTiers(session: Session): Promise<readonly Tier[]> {
  const { scene, configs } = await readWorktreeConfigs(session);
  return configs.type === 'read' ? ((await settleTiers(configs.tiers, scene, session.world)) ?? configs.tiers) : [];
}
