import type { LinksOptions } from './commands/links.ts';
import { readReportWish } from './report-wish.ts';

/** How what was found is wanted. */
export interface ReportFlags {
  readonly report?: readonly string[];
}

/** Options of `links` as they stand on the command line; absent where they were not given. */
export interface LinksFlags extends ReportFlags {
  readonly external?: true;
  readonly fix?: true;
}

/** What `links` is asked. */
export function toLinksOptions(paths: readonly string[], flags: LinksFlags): LinksOptions {
  const { external = false, fix = false, report = [] } = flags;
  return { paths, external, fix, reports: report.map(readReportWish) };
}
