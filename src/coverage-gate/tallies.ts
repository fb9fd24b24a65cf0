import type { FileCoverage, Tally } from '../core/coverage/report.ts';
import { tallyOfPacked } from '../core/coverage/unpack.ts';
import type { Metric } from './policy.ts';

/** How many items of the metric a report counts in a file, whether it says where they are or not; undefined when it does neither. */
export function tallyOf(file: FileCoverage, metric: Metric): Tally | undefined {
  const packed = file[metric];
  return packed === undefined ? file.tallies?.[metric] : tallyOfPacked(packed);
}

/** Whether a report says anything of the metric for a file. */
export function knows(file: FileCoverage, metric: Metric): boolean {
  return file[metric] !== undefined || file.tallies?.[metric] !== undefined;
}

/**
 * Equal totals are taken for the same items, and the better of the counts holds: it is a lower bound. Undefined where a
 * report does not know them.
 */
export function mergeTallies(tallies: readonly (Tally | undefined)[]): Tally | 'disputed' | undefined {
  const known = tallies.flatMap((tally) => (tally === undefined ? [] : [tally]));
  const [first] = known;
  if (first === undefined || known.length < tallies.length) return undefined;
  if (known.some(([, total]) => total !== first[1])) return 'disputed';
  return [Math.max(...known.map(([covered]) => covered)), first[1]];
}
