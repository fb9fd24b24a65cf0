import type { Finding, SkipReason } from '../../src/core/outcome.ts';
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

/** A run with every way in which a task or a gate can end, and all that a record can say besides. */
export function everyEnding(different: Partial<RunRecord> = {}): RunRecord {
  const measured = { metric: 'lines', scope: 'project', covered: 896, total: 1000, required: '90', short: 4 };
  const changed = { metric: 'lines', scope: 'changed', covered: 12, total: 12, required: '-1', short: 0 };
  return aRefusal({
    tier: ['fast', 'thorough'],
    selection: ['--staged'],
    checks: [
      aCheck({ task: 'format', rewrote: ['src/a.ts'] }),
      aRemembered({ task: 'doc-links' }),
      aFailure({
        findings: [aFinding({ rule: 'no-unused' }), { severity: 'warning', message: 'odd', file: 'ünder/a b.ts' }],
      }),
      aFailure({ task: 'build', findings: [], output: 'one\n\u001b[31mtwo\u001b[39m\n', log: '/logs/build' }),
      aCheck({ task: 'types', status: 'broken', message: 'tsc is not installed: npm install -D typescript' }),
      aFailure({ task: 'spelling', warn: true, findings: [aFinding({ message: 'teh' })] }),
      aCheck({ task: 'style', findings: [{ severity: 'warning', message: 'long line', file: 'src/b.ts', line: 9 }] }),
      aLeftOut('docs', 'no-files'),
      aLeftOut('secrets', 'by-user'),
      aLeftOut('bundle', 'needs'),
      aLeftOut('release', 'when'),
      aCheck({ task: 'unit-tests', tier: 'thorough', root: 'packages/a', status: 'cancelled' }),
    ],
    gates: [
      aGate({
        findings: [{ severity: 'error', message: 'lines 89.60% (896/1000) < 90%, 4 lines short' }],
        metrics: [
          { ...measured, status: 'failed' },
          { ...changed, status: 'passed' },
        ],
      }),
      aGate({
        ...{ gate: 'findings', status: 'broken', root: 'packages/a' },
        findings: [{ severity: 'error', message: 'out/a.sarif is cut short' }],
        summary: [{ status: 'broken', text: 'out/a.sarif is cut short' }],
      }),
      aGate({ gate: 'findings', status: 'passed', summary: [{ status: 'passed', text: 'no findings' }] }),
      aGate({
        gate: 'coverage',
        tier: 'fast',
        status: 'skipped',
        summary: [{ status: 'skipped', text: 'no tests ran' }],
      }),
    ],
    skips: [{ task: 'secrets', by: 'cli', reason: 'the server is down' }],
    notes: ['the config differs from what is staged'],
    ...different,
  });
}

function aLeftOut(task: string, reason: SkipReason): CheckRecord {
  return aCheck({ task, status: 'skipped', reason, files: 0, filesRun: 0, durationMs: 0 });
}
