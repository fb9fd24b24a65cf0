import { statsOf } from '../../core/runs/stats.ts';
import { openPage } from '../../report-text/page.ts';
import { readRuns } from '../../run/records/run-log.ts';
import type { World } from '../../run/world.ts';
import { openSession } from '../session.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { dayText, mondayOf } from '../texts/moments.ts';
import { statsJson, statsText } from '../texts/stats.ts';

/** `stats` as the command line has it. */
export interface StatsOptions {
  /** Milliseconds back from now of which runs count; undefined: all that are logged. */
  readonly within: number | undefined;
  readonly report: 'text' | 'json';
}

/** Says what runs have cost, and what was saved by remembering. */
export async function stats({ within, report }: StatsOptions, given: World, terminal: Terminal): Promise<number> {
  const { repository, world } = await openSession(given, terminal);
  const from = within === undefined ? Number.NEGATIVE_INFINITY : Date.parse(world.startedAt) - within;
  const runs = readRuns(repository).filter(({ startedAt }) => Date.parse(startedAt) >= from);
  const sums = statsOf(runs, (at) => dayText(mondayOf(new Date(at))));
  terminal.out(report === 'json' ? statsJson(sums) : statsText(sums, openPage(terminal)));
  return 0;
}
