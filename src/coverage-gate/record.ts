import type { ChangedMeasure } from './changed.ts';
import type { Measured } from './evidence.ts';
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
  const measures = [...files].map(([path, file]) => {
    const shares = METRICS.flatMap((metric) => {
      const share = shareOf(file, metric);
      return share === undefined ? [] : [[metric, [share.covered, share.total]] as const];
    });
    return [path, { ...Object.fromEntries(shares), uncovered: uncoveredLines(file) }] as const;
  });
  return {
    metrics,
    files: Object.fromEntries(measures),
    notMeasured: changed?.notMeasured ?? [],
    unmatched: unmatched.map(({ path }) => path),
    ...(base === undefined ? {} : { base }),
  };
}

/** Why not all is judged, and what would measure it. */
export function gapText(standing: Measured): string | undefined {
  const reasons = [
    ...(standing.isPartial ? ['only part of the tests ran'] : []),
    ...(standing.missing === undefined ? [] : [standing.missing]),
  ];
  return reasons.length === 0 ? undefined : `${reasons.join('; ')}: run the tier with --all to measure everything`;
}
