import { entryNames } from '../../catalog.ts';
import { LatticeError } from '../../core/errors.ts';
import { suggest } from '../../core/nearest.ts';
import { isOwnReport } from './load.ts';

/** A report that was asked for. */
export interface ReportWish {
  readonly format: string;
  /** Relative to where the command was given; undefined: standard output. */
  readonly file?: string;
  /** Whether it was told while the run went on. */
  readonly isTold?: boolean;
}

/** Reads `FORMAT` or `FORMAT=FILE`; a format may be a module of one's own, beginning with ./ or ../. Throws `LatticeError` for a format that there is none of. */
export function readReportWish(text: string): ReportWish {
  const [format = '', ...rest] = text.split('=');
  const known = entryNames('reports');
  if (!isOwnReport(format) && !known.includes(format)) {
    throw new LatticeError(
      'usage',
      `there is no report \`${format}\`${suggest(format, known)}`,
      `Known: ${known.join(', ')}.`,
      undefined,
      'reports.md',
    );
  }
  return rest.length === 0 ? { format } : { format, file: rest.join('=') };
}
