import type { ReportFormat } from '../core/contracts/reports.ts';
import type { RunRecord } from '../core/record.ts';
import { markdownVerdict } from '../report-markdown/markdown-verdict.ts';

export default {
  summary: 'the verdict for a review: what failed, what gates ask for, and how to see it again',
  render(records: readonly RunRecord[]): string {
    return markdownVerdict(records, Number.POSITIVE_INFINITY);
  },
} satisfies ReportFormat;
