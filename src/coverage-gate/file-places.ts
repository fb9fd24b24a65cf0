import type { PlaceHits } from '../core/coverage/report.ts';
import { unpackPlaces } from '../core/coverage/unpack.ts';
import { type FileMeasure, hitsByLine } from './merge.ts';
import type { Metric } from './policy.ts';

/** What is counted of a metric by its places, in the order of lines; none where they are not known. */
export function placesOf({ places }: FileMeasure, metric: Metric): readonly PlaceHits[] {
  return metric === 'lines' ? [] : [...unpackPlaces(places[metric] ?? '')];
}

/** Those of the lines that ran: what is not covered of them is a branch. */
export function linesThatRan(file: FileMeasure, lines: readonly number[]): ReadonlySet<number> {
  const hits = hitsByLine(file);
  return new Set(lines.filter((line) => (hits.get(line) ?? 0) > 0));
}

/** The branches on these lines. */
export function branchesOn(file: FileMeasure, lines: ReadonlySet<number>): readonly PlaceHits[] {
  return lines.size === 0 ? [] : placesOf(file, 'branches').filter(([line]) => lines.has(line));
}
