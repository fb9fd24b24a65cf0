import type { RepoPath } from '../core/files.ts';
import type { Metric } from './policy.ts';
import { type Share, shortBy, type Threshold } from './thresholds.ts';

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
  /** What is left of it where waivers excuse files; undefined where nobody can waive it. */
  readonly rest?: Rest | undefined;
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
  const { threshold, share, rest } = question;
  const short = shortBy(share, threshold);
  if (isOutOfReach(question, completeness)) return judgment(question, share, short, 'skipped');
  if (short === 0) return judgment(question, share, short, completeness.isMissing ? 'skipped' : 'passed');
  if (rest === undefined || rest.waived.length === 0) return judgment(question, share, short, 'failed');
  const left = shortBy(rest.share, threshold);
  return left === 0
    ? judgment(question, share, short, 'skipped', rest.waived)
    : judgment(question, rest.share, left, 'failed', rest.waived);
}

const NOBODY: readonly RepoPath[] = [];

/** Key by key: there is one for every file of a project, and copies of objects cost more than all the counting. */
function judgment(
  { subject, rule, metric, threshold }: Asked,
  { covered, total }: Share,
  short: number,
  status: Judgment['status'],
  waived = NOBODY,
): Judgment {
  return { subject, rule, metric, threshold, covered, total, short, status, waived };
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
