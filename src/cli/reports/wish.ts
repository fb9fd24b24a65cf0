import { entryNames } from '../../catalog.ts';
import { LatticeError } from '../../core/errors.ts';
import { suggest } from '../../core/nearest.ts';
import { safeName } from '../../report-text/harmless.ts';
import { isOwnReport } from './load.ts';

/** A report that was asked for. */
export interface ReportWish {
  readonly format: string;
  /** Relative to where the command was given; undefined: standard output. */
  readonly file?: string;
  /** Whether it was told while the run went on. */
  readonly isTold?: boolean;
}

/** Names of standard output. */
const STANDARD_OUTPUT = ['-', '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1'];

/** Reads what was asked for. Throws `LatticeError` for what cannot be, and for two reports in one file. */
export function readReportWishes(texts: readonly string[]): readonly ReportWish[] {
  const wishes = texts.map(readReportWish);
  // Devices take one after the other.
  const files = wishes.flatMap(({ file }) => (file === undefined || file.startsWith('/dev/') ? [] : [file]));
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice === undefined) return wishes;
  throw new LatticeError('usage', `two reports are to go into \`${safeName(twice)}\``, 'Give each a file of its own.');
}

/** Reads `FORMAT` or `FORMAT=FILE`; a format may be a module of one's own, beginning with ./ or ../. Throws `LatticeError` for a format that there is none of. */
function readReportWish(text: string): ReportWish {
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
  return rest.length === 0 ? { format } : wishFor(format, rest.join('='));
}

/** A report into a file, or to standard output by one of its names. Throws `LatticeError` for what names no file. */
function wishFor(format: string, file: string): ReportWish {
  if (STANDARD_OUTPUT.includes(file)) return { format };
  if (file !== '' && !/[/\\]$/.test(file)) return { format, file };
  throw new LatticeError(
    'usage',
    `the report \`${format}\` is to go into ${file === '' ? 'a file without a name' : `the folder \`${safeName(file)}\``}`,
    `Name a file, such as \`${format}=${file}report\`, or none: it goes to standard output then.`,
  );
}
