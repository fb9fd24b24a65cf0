import { loadEntry } from '../catalog.ts';
import type { ReportFormat, ReportStyle } from '../core/contracts/reports.ts';
import type { RunRecord } from '../core/record.ts';

/**
 * Records as a report tells them. `report`: the name of one that ships with the package, or one of your own.
 * Rejects with `LatticeError` for a name that none has.
 */
export async function renderReport(
  report: string | ReportFormat,
  records: readonly RunRecord[],
  style: Partial<ReportStyle> = {},
): Promise<string> {
  const format = typeof report === 'string' ? await loadEntry('reports', report) : report;
  return format.render(records, { color: false, width: 80, asked: true, ...style });
}
