import type { ChangedMeasure } from './changed.ts';
import type { Standing } from './evidence.ts';
import type { Judgment } from './judgments.ts';
import { type Measurement, shareOf, uncoveredLines } from './merge.ts';
import { METRICS } from './policy.ts';

/** Keys of the gate's entry in the record, besides those that every gate has. */
export function extraOf(
  judgments: readonly Judgment[],
  { files, unmatched }: Measurement,
  changed: ChangedMeasure | undefined,
  base: string | undefined,
): Readonly<Record<string, unknown>> {
  const metrics = judgments.map(({ metric, scope, covered, total, threshold, short, status }) => {
    return { metric, scope, covered, total, required: threshold.written, short, status };
  });
  return {
    metrics,
    files: Object.fromEntries(measuresOf(files)),
    notMeasured: changed?.notMeasured ?? [],
    unmatched: unmatched.map(({ path }) => path),
    ...(base === undefined ? {} : { base }),
  };
}

/** One by one: there are as many files as a project has. */
function* measuresOf(files: Measurement['files']): Generator<readonly [path: string, measure: object]> {
  for (const [path, file] of files) {
    const measure: Record<string, readonly number[]> = {};
    for (const metric of METRICS) {
      const share = shareOf(file, metric);
      if (share !== undefined) measure[metric] = [share.covered, share.total];
    }
    measure['uncovered'] = uncoveredLines(file);
    yield [path, measure];
  }
}

/** Why not all is judged, and what would measure it. */
export function gapText(standing: Extract<Standing, { readonly status: 'measured' }>): string | undefined {
  const reasons = [
    ...(standing.isPartial ? ['only part of the tests ran'] : []),
    ...(standing.missing === undefined ? [] : [standing.missing]),
  ];
  return reasons.length === 0 ? undefined : `${reasons.join('; ')}: run the tier with --all to measure everything`;
}
