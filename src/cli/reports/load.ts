import { resolve } from 'node:path';
import { loadEntry, loadOwn } from '../../catalog.ts';
import type { ReportFormat } from '../../core/contracts/reports.ts';
import { errorMessage, LatticeError } from '../../core/errors.ts';

/** Whether a report is named by its module, and is not one that ships with the package. */
export function isOwnReport(format: string): boolean {
  return /^\.\.?\//.test(format);
}

/** A report by its name, or by its module relative to `cwd`. Rejects with `LatticeError` for what is none; one's own throws none else. */
export async function loadReport(format: string, cwd: string): Promise<ReportFormat> {
  if (!isOwnReport(format)) return loadEntry('reports', format);
  const own = await loadOwn('reports', resolve(cwd, format));
  // It tells the record and no events: what it throws is told when the run is over, and ends no run.
  return { summary: own.summary, render: (...given) => textOf(format, () => own.render(...given)) };
}

function textOf(format: string, make: () => unknown): string {
  try {
    const text = make();
    if (typeof text === 'string') return text;
    throw new TypeError(`it made ${text === null ? 'null' : typeof text} in place of a text`);
  } catch (error) {
    const reason = errorMessage(error);
    throw new LatticeError(
      'config',
      `the report \`${format}\` failed: ${reason}`,
      'Mend the module.',
      error,
      'library.md#a-report-of-your-own',
    );
  }
}
