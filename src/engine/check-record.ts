import type { Outcome } from '../core/outcome.ts';
import type { LeftOut } from '../core/plan.ts';
import type { CheckRecord } from '../core/record.ts';
import type { Task } from '../core/task.ts';
import { testsRecord } from '../core/tests-record.ts';
import { type CheckResult, filesLookedAt } from './check-result.ts';
import { findingsOf } from './merge-results.ts';

/** The record's form of a result. */
export function checkRecord(result: CheckResult): CheckRecord {
  const { check, outcome, cached, filesRun, audited, durationMs, command, rewrote, startedMs } = result;
  const { task } = check;
  return {
    tier: task.tier,
    task: task.name,
    ...(task.root === '' ? {} : { root: task.root }),
    status: outcome.status,
    ...(outcome.status === 'skipped' ? { reason: outcome.reason } : {}),
    ...messageOf(outcome),
    ...usedBy(task, outcome),
    cached,
    files: filesLookedAt(check, check.files),
    filesRun,
    ...(audited === undefined ? {} : { audited }),
    ...(check.tests === undefined
      ? {}
      : { tests: testsRecord(check.tests, 'testCount' in outcome ? outcome.testCount : undefined) }),
    ...(startedMs === undefined ? {} : { startedMs }),
    durationMs,
    ...(command === undefined ? {} : { command }),
    findings: findingsOf(outcome),
    rewrote,
    ...('output' in outcome && outcome.output ? { output: outcome.output } : {}),
    ...('log' in outcome && outcome.log !== undefined ? { log: outcome.log } : {}),
    ...(task.warn ? { warn: true } : {}),
    ...(task.required ? { required: true } : {}),
  };
}

/** Whoever reads that it went wrong may ask what the kind is. */
function usedBy({ uses }: Task, { status }: Outcome): Pick<CheckRecord, 'uses'> {
  return uses !== undefined && (status === 'failed' || status === 'broken') ? { uses } : {};
}

function messageOf(outcome: Outcome): Pick<CheckRecord, 'message'> {
  if (outcome.status === 'broken') return { message: outcome.message };
  return outcome.status === 'skipped' && outcome.detail !== undefined ? { message: outcome.detail } : {};
}

/** The record's form of a task that the run left out. */
export function leftOutRecord({ task, reason }: LeftOut): CheckRecord {
  return {
    tier: task.tier,
    task: task.name,
    ...(task.root === '' ? {} : { root: task.root }),
    status: 'skipped',
    reason,
    cached: false,
    files: 0,
    filesRun: 0,
    durationMs: 0,
    findings: [],
    rewrote: [],
  };
}
