import type { RepoPath } from '../core/files.ts';
import type { Metric } from './policy.ts';
import { meets, type Share, shortBy, type Threshold } from './thresholds.ts';

/** Of what a share is judged: of all files, of those of a group, or of a single one. */
export type Subject =
  | { readonly type: 'project' }
  /** `name`: its globs. */
  | { readonly type: 'group'; readonly name: string; readonly has: (path: RepoPath) => boolean }
  /** `name`: its path. */
  | { readonly type: 'file'; readonly name: RepoPath };

/** What is asked of a subject. */
export interface Asked {
  readonly subject: Subject;
  /** `floor`: of all its lines; `changed`: of those that changed; `ratchet`: compared with what it was. */
  readonly rule: 'floor' | 'changed' | 'ratchet';
  readonly metric: Metric;
  readonly threshold: Threshold;
}

/** A threshold, with the share that has to meet it. */
export interface Question extends Asked {
  readonly share: Share;
  /** What is left of it where waivers excuse files; absent where nobody can waive it. */
  readonly rest?: Rest;
  /** Whether it means nothing unless every task was measured. */
  readonly needsAll?: boolean;
}

/** A share without what files are excused of. */
export interface Rest {
  readonly share: Share;
  /** The files that something is excused of. */
  readonly waived: readonly RepoPath[];
}

/** One threshold and how it was met. */
export interface Judgment extends Asked, Share {
  /** How many more must be covered. */
  readonly short: number;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** Files that were excused, because it would have failed with them. Where it fails still, the numbers are those of the rest. */
  readonly waived: readonly RepoPath[];
}

/** How far the measurement can be trusted to be all of it. */
export interface Completeness {
  readonly isPartial: boolean;
  /** Whether a task that leaves a report did not run. */
  readonly isMissing: boolean;
}

/**
 * Part of the tests says nothing about the whole: neither passed nor failed.
 * Where one of several tasks did not run, what the others measured is judged: being below the threshold refuses, because
 * otherwise nothing would stop a drop in a repository whose tasks measure a language each and rarely run together. But
 * reaching it is no pass, only skipped: what is missing may be what pulls the whole below the threshold.
 * A waiver is drawn on only where something would fail without it, so that none makes a verdict worse.
 */
export function judge(question: Question, completeness: Completeness): Judgment {
  const { subject, rule, metric, threshold, share, rest } = question;
  const asked = { subject, rule, metric, threshold };
  const as = (status: Judgment['status'], judged: Share, waived: readonly RepoPath[] = []): Judgment => {
    const { covered, total } = judged;
    return { ...asked, covered, total, short: shortBy(judged, threshold), status, waived };
  };
  if (isOutOfReach(question, completeness)) return as('skipped', share);
  if (meets(share, threshold)) return as(completeness.isMissing ? 'skipped' : 'passed', share);
  if (rest === undefined || rest.waived.length === 0) return as('failed', share);
  return meets(rest.share, threshold) ? as('skipped', share, rest.waived) : as('failed', rest.share, rest.waived);
}

function isOutOfReach({ rule, needsAll }: Question, { isPartial, isMissing }: Completeness): boolean {
  return (isPartial && rule !== 'changed') || (isMissing && needsAll === true);
}

/** All of nothing. */
export const NOTHING: Share = { covered: 0, total: 0 };

/** Several shares as one. */
export function sumOf(shares: Iterable<Share>): Share {
  let [covered, total] = [0, 0];
  for (const share of shares) {
    covered += share.covered;
    total += share.total;
  }
  return { covered, total };
}
