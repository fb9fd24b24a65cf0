import type { ReportBackground, ReportFormat, ReportStyle } from '../core/contracts/reports.ts';
import type { RunRecord } from '../core/record.ts';
import { filesShown, pageOf } from '../report-page/page.ts';

/** For a browser: all there is to see of a run, in one file. */
export default {
  summary: 'a page for a browser, in one file: time line, findings and coverage on the source, history',
  wants: filesShown,
  render(records: readonly RunRecord[], _style: ReportStyle, background?: ReportBackground): string {
    return pageOf(records, background);
  },
} satisfies ReportFormat;
