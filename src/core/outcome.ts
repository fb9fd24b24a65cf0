import type { CoverageReport } from './coverage/report.ts';
import type { RepoPath } from './files.ts';
import type { Rank, Scan } from './scan.ts';
import type { TestCount } from './test-choice.ts';

/** One thing a check has to say. The common currency of tasks, gates and reports. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  /** A sentence without a final period. */
  readonly message: string;
  /** Relative to the repository's root. */
  readonly file?: RepoPath;
  /** Counted from 1. */
  readonly line?: number;
  /** Counted from 1, in UTF-16 code units. */
  readonly column?: number;
  /** The tool's name of the rule, where it has one. */
  readonly rule?: string;
  /** How grave it is, where its tool says that. */
  readonly rank?: Rank;
}

/** Why a check was not made. */
export type SkipReason = 'no-files' | 'by-user' | 'needs' | 'when';

const SKIPPED: Readonly<Record<SkipReason, string>> = {
  'no-files': 'nothing changed for it',
  'by-user': 'somebody left it out',
  needs: 'what it needs did not pass',
  when: 'not asked for here',
};

/** Why a task did not run, in words that stand in brackets behind it; a reason of somebody else's stays as it is. */
export function skipWords(reason: string): string {
  return Object.hasOwn(SKIPPED, reason) ? SKIPPED[reason as SkipReason] : reason;
}

/** What a check measured on the way, remembered with its pass so that gates can judge it anew. */
export interface Measurements {
  readonly coverage?: readonly CoverageReport[];
  readonly scans?: readonly Scan[];
}

/** How a check ended. Failures are values; only a run that cannot go on throws. */
export type Outcome =
  | Passed
  | Failed
  /** The check could not be made. Refuses like a failure: what was not checked is not a pass. */
  | Broken
  | { readonly status: 'skipped'; readonly reason: SkipReason; readonly detail?: string }
  | { readonly status: 'cancelled' };

/** A check that found nothing to refuse for. */
export interface Passed {
  readonly status: 'passed';
  /** Warnings, which do not refuse. */
  readonly findings: readonly Finding[];
  readonly measurements: Measurements;
  /** Set when it says something about this change only, so that it is not remembered. */
  readonly lasting?: false;
  /** Of a check that may leave out tests, where the tool says so. */
  readonly testCount?: TestCount;
}

/** A check that was made and found something. */
export interface Failed {
  readonly status: 'failed';
  readonly findings: readonly Finding[];
  /** The tool's own words where no finding could be read from them, trimmed. */
  readonly output?: string;
  /** Where the whole output is kept: an absolute path. */
  readonly log?: string;
  readonly measurements: Measurements;
  readonly testCount?: TestCount;
}

/** A check that could not be made, and why. */
export interface Broken {
  readonly status: 'broken';
  /** What happened and what to do, in a sentence or two. */
  readonly message: string;
  readonly findings: readonly Finding[];
  readonly output?: string;
  readonly log?: string;
}

/** The reason to refuse of a run that a signal ended: what was not judged to its end is not a pass, also where all that ended had passed. */
export const ENDED_EARLY = 'the run was ended before everything was judged';
