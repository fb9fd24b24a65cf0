import type { ChangedMeasure } from './changed.ts';
import { type FileMeasure, type Measurement, shareOf, shareOfAll } from './merge.ts';
import type { CoveragePolicy, Metric } from './policy.ts';
import { meets, type Share, shortBy, type Threshold } from './thresholds.ts';

/** One threshold and how it was met. */
export interface Judgment extends Share {
  readonly metric: Metric;
  /** `project`, `changed`, or a file's path. */
  readonly scope: string;
  readonly threshold: Threshold;
  /** How many more must be covered. */
  readonly short: number;
  readonly status: 'passed' | 'failed' | 'skipped';
}

/** How far the measurement can be trusted to be all of it. */
export interface Completeness {
  readonly isPartial: boolean;
  /** Whether a task that leaves a report did not run. */
  readonly isMissing: boolean;
}

/** All that the policy asks for, project first, then the changed lines, then files in order. */
export function judgeAll(
  policy: CoveragePolicy,
  measurement: Measurement,
  changed: ChangedMeasure | undefined,
  completeness: Completeness,
): readonly Judgment[] {
  const { isPartial, isMissing } = completeness;
  const whole = { isPartial, isMissing };
  const project = [...policy.floors].map(([metric, threshold]) =>
    judgeShare(metric, 'project', shareOfAll(measurement, metric), threshold, whole),
  );
  const touched =
    changed === undefined || policy.changed === undefined
      ? []
      : [judgeShare('lines', 'changed', changed, policy.changed, { isPartial: false, isMissing })];
  const files = [...measurement.files].flatMap(([path, file]) => judgeFile(path, file, policy, whole));
  return [...project, ...touched, ...files];
}

function judgeFile(path: string, file: FileMeasure, policy: CoveragePolicy, whole: Completeness): readonly Judgment[] {
  return [...policy.perFile].flatMap(([metric, threshold]) => {
    const share = shareOf(file, metric);
    // A file without such an item has nothing that could be covered better.
    return share === undefined || share.total === 0 ? [] : [judgeShare(metric, path, share, threshold, whole)];
  });
}

/**
 * Part of the tests says nothing about the whole: neither passed nor failed.
 * Where one of several tasks did not run, what the others measured is judged: being below the threshold refuses, because
 * otherwise nothing would stop a drop in a repository whose tasks measure a language each and rarely run together. But
 * reaching it is no pass, only skipped: what is missing may be what pulls the whole below the threshold.
 */
function judgeShare(
  metric: Metric,
  scope: string,
  { covered, total }: Share,
  threshold: Threshold,
  { isPartial, isMissing }: Completeness,
): Judgment {
  const isMet = meets({ covered, total }, threshold);
  const judged = isMet ? (isMissing ? 'skipped' : 'passed') : 'failed';
  const short = shortBy({ covered, total }, threshold);
  return { metric, scope, covered, total, threshold, short, status: isPartial ? 'skipped' : judged };
}
