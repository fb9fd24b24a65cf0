import type { LogOptions } from '../commands/log.ts';
import type { StatsOptions } from '../commands/stats.ts';
import { readReportWishes } from '../reports/wish.ts';
import {
  examples,
  type Found,
  type Program,
  REPORTS,
  type ReportFlags,
  readCount,
  readDays,
  textOrJson,
} from './program.ts';

/** Entries of `log` that are shown as a rule. */
const USUAL_ENTRIES = 20;

/** Options of `log` as they stand on the command line. */
interface LogFlags extends Pick<LogOptions, 'report'> {
  readonly maxCount: number;
  readonly skips?: boolean;
}

/** Options of `stats`, likewise. */
interface StatsFlags extends Pick<StatsOptions, 'report'> {
  readonly since?: number;
}

/** `report`, `log`, `stats` and `verify`: what was checked. */
export function describeRecords(program: Program, found: Found): void {
  program
    .command('report')
    .description('show the last run again')
    .option('--last', 'the last run, which is the default')
    .option(...REPORTS)
    .option('--html <file>', 'a page with all there is to see, as --report html=FILE writes it')
    .addHelpText(
      ...examples('report', 'report --html page.html', 'report --report markdown=verdict.md junit=tests.xml'),
    )
    .action(({ report = [], html }: ReportFlags & { readonly html?: string }) => {
      const page = html === undefined ? [] : [`html=${html}`];
      found({ type: 'report', reports: readReportWishes([...report, ...page]) });
    });
  program
    .command('log')
    .description('list runs, what was skipped, and what was committed or pushed unchecked, the newest first')
    .option('-n, --max-count <number>', 'at most so many', readCount, USUAL_ENTRIES)
    .option('--skips', 'only those from which something was left out')
    .addOption(textOrJson(program))
    .addHelpText(...examples('log -n 5', 'log --skips'))
    .action(({ maxCount, skips = false, report }: LogFlags) =>
      found({ type: 'log', options: { most: maxCount, onlySkips: skips, report } }),
    );
  program
    .command('stats')
    .description('say what checks have cost, and what was saved by remembering them')
    .option(
      '--since <days>',
      'only runs of the last days or weeks, such as 30d or 4w (default: all that are logged)',
      readDays,
    )
    .addOption(textOrJson(program))
    .addHelpText(...examples('stats --since 30d'))
    .action(({ since, report }: StatsFlags) => found({ type: 'stats', options: { within: since, report } }));
  program
    .command('verify')
    .description('say which commits were checked when they were made, and check what was not')
    .argument('[range]', 'commits as A..B; or one, compared with the default branch of the remote (default: HEAD)')
    .option(...REPORTS)
    .addHelpText(...examples('verify', 'verify origin/main..HEAD --report markdown'))
    .action((range: string | undefined, { report = [] }: ReportFlags) =>
      found({ type: 'verify', options: { range, reports: readReportWishes(report) } }),
    );
}
