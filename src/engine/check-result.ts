import type { FileSet, RepoPath } from '../core/files.ts';
import type { Outcome } from '../core/outcome.ts';
import { type Check, wantsFiles } from '../core/plan.ts';
import type { Unscanned } from '../core/scan.ts';
import { isAffectedOnly } from '../core/test-choice.ts';
import { ofAllTests } from './known-passes.ts';
import type { Recall } from './memory.ts';
import { passedBefore } from './merge-results.ts';

/** How a check ended, and what it did. */
export interface CheckResult {
  readonly check: Check;
  readonly outcome: Outcome;
  readonly cached: boolean;
  /** How many of the check's files were really looked at. */
  readonly filesRun: number;
  /** How many of those are known to pass, and were looked at again; absent where none was. */
  readonly audited?: number;
  /** Milliseconds since the run began; absent where it did no work. */
  readonly startedMs?: number;
  readonly durationMs: number;
  readonly command?: readonly string[];
  /** Files that it rewrote and that stay so. */
  readonly rewrote: readonly RepoPath[];
  /** Files that it may have read as the tree does not have them, or not all the time: its pass is not remembered and proves nothing. */
  readonly disturbed: readonly RepoPath[];
  /** What every file held when it ended: a later fix of one that it depends on makes its pass worthless. */
  readonly judged: FileSet;
  readonly unmeasured?: string;
  readonly unscanned?: readonly Unscanned[];
  /** Whether it looked at a part of its files only, so that what it measured is partial. */
  readonly partial: boolean;
}

/** The result of a check that needs no work. `tree`: what every file holds, and goes on to hold in this very map. */
export function recalled(check: Check, recall: Recall, tree: FileSet): CheckResult {
  const known = recall.isOfAll === true ? ofAllTests(check) : check;
  return { ...notRun(known, passedBefore(recall.passes), tree), cached: true, partial: isPartial(known) };
}

/** The result of a check that was not made. */
export function notRun(check: Check, outcome: Outcome, tree: FileSet): CheckResult {
  return {
    check,
    outcome,
    cached: false,
    filesRun: 0,
    durationMs: 0,
    rewrote: [],
    disturbed: [],
    judged: tree,
    partial: false,
  };
}

/** How many files it is about when these are handed to it: those, or for a command that takes none all it depends on. */
export function filesLookedAt(check: Check, handed: readonly RepoPath[]): number {
  return check.task.scope === 'file' || wantsFiles(check) ? handed.length : check.dependsOn.length;
}

/**
 * Whether what it measures is of a part only: of its tests, or of its files. A task of `file` scope never knows of more than
 * it was given.
 */
export function isPartial(check: Check): boolean {
  const { coverage, scope } = check.task;
  if (coverage.length === 0) return false;
  if (isAffectedOnly(check)) return true;
  if (!wantsFiles(check)) return false;
  return scope === 'file' || check.files.length < check.dependsOn.length;
}
