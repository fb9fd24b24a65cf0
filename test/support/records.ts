import type { Finding } from '../../src/core/outcome.ts';
import type { CheckRecord, GateRecord, RunRecord } from '../../src/core/record.ts';

/** A check that passed on two files, with what is to be different. */
export function aCheck(different: Partial<CheckRecord> = {}): CheckRecord {
  return {
    tier: 'fast',
    task: 'lint',
    status: 'passed',
    cached: false,
    files: 2,
    filesRun: 2,
    durationMs: 380,
    findings: [],
    rewrote: [],
    ...different,
  };
}

/** A check that was remembered. */
export function aRemembered(different: Partial<CheckRecord> = {}): CheckRecord {
  return aCheck({ cached: true, filesRun: 0, durationMs: 0, ...different });
}

/** A check that failed with one finding. */
export function aFailure(different: Partial<CheckRecord> = {}): CheckRecord {
  return aCheck({ status: 'failed', findings: [aFinding()], ...different });
}

/** An error at a place. */
export function aFinding(different: Partial<Finding> = {}): Finding {
  return { severity: 'error', message: 'this is never used', file: 'src/a.ts', line: 3, column: 7, ...different };
}

/** A coverage gate that objects. */
export function aGate(different: Partial<GateRecord> = {}): GateRecord {
  return {
    tier: 'thorough',
    gate: 'coverage',
    status: 'failed',
    findings: [],
    summary: [
      { status: 'failed', text: 'lines 89.60% (896/1000) < 90%, 4 lines short' },
      { status: 'passed', text: 'branches 92.00% (46/50) >= 90%' },
      { status: 'note', text: 'src/a.ts:118,131-132 not covered' },
    ],
    ...different,
  };
}

/** The record of a commit that was accepted with nothing in it, with what is to be different. */
export function aRecord(different: Partial<RunRecord> = {}): RunRecord {
  return {
    version: 1,
    trigger: 'pre-commit',
    tier: ['fast'],
    accepted: true,
    startedAt: '2026-11-22T09:00:00.000Z',
    durationMs: 412,
    tree: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
    checks: [],
    gates: [],
    skips: [],
    notes: [],
    refusals: [],
    ...different,
  };
}

/** The record of a commit that was refused. */
export function aRefusal(different: Partial<RunRecord> = {}): RunRecord {
  return aRecord({ accepted: false, checks: [aFailure()], ...different });
}
