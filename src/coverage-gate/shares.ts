import type { Tally } from '../core/coverage/report.ts';
import type { RepoPath } from '../core/files.ts';
import { type Measurement, shareOf } from './merge.ts';
import { METRICS, type Metric } from './policy.ts';
import type { Share } from './thresholds.ts';

/** What of a file is covered, by the metrics that its reports know. */
export type FileShares = Readonly<Partial<Record<Metric, Tally>>>;

/** Counts every file once: the lists that are counted are long, and many judgments ask for the same. */
export function sharesOf({ files }: Measurement): ReadonlyMap<RepoPath, FileShares> {
  const counted = new Map<RepoPath, FileShares>();
  for (const [path, file] of files) {
    const shares: Partial<Record<Metric, Tally>> = {};
    for (const metric of METRICS) {
      const share = shareOf(file, metric);
      if (share !== undefined) shares[metric] = [share.covered, share.total];
    }
    counted.set(path, shares);
  }
  return counted;
}

/** Undefined where the metric is not known. */
export function shareIn(shares: FileShares | undefined, metric: Metric): Share | undefined {
  const tally = shares?.[metric];
  return tally && { covered: tally[0], total: tally[1] };
}
