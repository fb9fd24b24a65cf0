import type { LinksOptions } from '../commands/links.ts';
import { readReportWishes } from '../reports/wish.ts';
import { examples, type Found, type Program, REPORTS, type ReportFlags } from './program.ts';

/** Options of `links` as they stand on the command line; absent where they were not given. */
interface LinksFlags extends ReportFlags {
  readonly external?: true;
  readonly fix?: true;
}

/** `links`. */
export function describeLinks(program: Program, found: Found): void {
  program
    .command('links')
    .description('check the links of documents, with a config or without')
    .argument('[paths...]', 'these documents, and those below these folders (default: all)')
    .option('--external', 'follow links to other sites too')
    .option('--fix', 'rewrite links to files and headings that were renamed since the last commit')
    .option(...REPORTS)
    .addHelpText(...examples('links', 'links docs README.md --external', 'links --fix'))
    .action((paths: string[], flags: LinksFlags) => found({ type: 'links', options: toLinksOptions(paths, flags) }));
}

/** What `links` is asked. */
function toLinksOptions(paths: readonly string[], flags: LinksFlags): LinksOptions {
  const { external = false, fix = false, report = [] } = flags;
  return { paths, external, fix, reports: readReportWishes(report) };
}
