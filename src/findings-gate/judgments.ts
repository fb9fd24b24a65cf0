import { RANKS, type Rank, type Scan, type ScanFinding } from '../core/scan.ts';
import { isSecret } from '../scan-report/secrets.ts';
import type { Ignores } from './ignore.ts';
import type { FindingsPolicy, Ignore } from './policy.ts';
import type { Ranking } from './rank.ts';

/** A finding with what is to become of it. */
export interface Judged extends Ranking {
  readonly finding: ScanFinding;
  /** Whether its rank refuses, wherever it is. */
  readonly isGrave: boolean;
  /** Whether it refuses. */
  readonly isBlocking: boolean;
}

/** A finding that an entry of the policy ignores. */
export interface Ignored extends Ranking {
  readonly finding: ScanFinding;
  readonly entry: Ignore;
}

/** How many findings there are of each rank; `unknown`: those that have none of their own. */
export type Counts = Readonly<Record<Rank | 'unknown', number>>;

/** All findings, the gravest first, each in one of the two lists. */
export interface Judgments {
  readonly judged: readonly Judged[];
  readonly ignored: readonly Ignored[];
}

/** Ranks all findings and takes out what is ignored. What is not new refuses still: see `onlyNew`. */
export function judgeScans(
  scans: readonly Scan[],
  { failOn }: FindingsPolicy,
  rank: (finding: ScanFinding) => Ranking,
  ignores: Ignores,
): Judgments {
  const judged: Judged[] = [];
  const ignored: Ignored[] = [];
  for (const finding of scans.flatMap((scan) => scan.findings)) {
    const ranking = rank(finding);
    const entry = ignores.entryFor(finding);
    const isGrave = RANKS.indexOf(ranking.rank) <= RANKS.indexOf(failOn);
    if (entry === undefined) judged.push({ ...ranking, finding, isGrave, isBlocking: isGrave });
    else ignored.push({ ...ranking, finding, entry });
  }
  return { judged: judged.sort(byGravity), ignored: ignored.sort(byGravity) };
}

/** The same where only what is new refuses. A secret refuses wherever it is: it is out already. */
export function onlyNew(judged: readonly Judged[], isNew: (finding: ScanFinding) => boolean): readonly Judged[] {
  return judged
    .map((one) => ({ ...one, isBlocking: one.isGrave && (isSecret(one.finding) || isNew(one.finding)) }))
    .sort(byGravity);
}

/** Each finding once. */
export function countRanks(judged: readonly Ranking[]): Counts {
  const count = (rank: Rank | 'unknown') =>
    judged.filter((one) => (one.isUnknown ? 'unknown' : one.rank) === rank).length;
  return {
    critical: count('critical'),
    high: count('high'),
    medium: count('medium'),
    low: count('low'),
    none: count('none'),
    unknown: count('unknown'),
  };
}

/** What refuses first, then by rank, then in the order of the reports. */
function byGravity(a: Ranking & { readonly isBlocking?: boolean }, b: typeof a): number {
  const blocking = Number(b.isBlocking ?? false) - Number(a.isBlocking ?? false);
  return blocking === 0 ? RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank) : blocking;
}
