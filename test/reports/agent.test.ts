import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../src/core/record.ts';
import agent from '../../src/reports/agent.ts';
import { aCheck, aFailure, aFinding, aGate, aRecord, aRefusal, aRemembered, everyEnding } from '../support/records.ts';

const STYLE = { color: false, width: 80 };
const lines = (...records: readonly RunRecord[]) => agent.render(records, STYLE).trimEnd().split('\n');

describe('the report for an agent', () => {
  it('is one line where all is well', () => {
    const checks = [aCheck({ findings: [aFinding({ severity: 'warning' })] }), aRemembered({ task: 'types' })];
    expect(lines(aRecord({ checks }))).toEqual(['accepted (2 checks, 1 remembered, 1 warning, 412 ms)']);
    const skips = [{ task: 'e2e', by: 'env', reason: '' }] as const;
    expect(lines(aRecord({ skips }))).toEqual(['accepted (0 checks, skipped: e2e, 412 ms)']);
  });

  it('says what refuses, where, and how to repeat it', async () => {
    await expect(agent.render([everyEnding()], STYLE)).toMatchFileSnapshot('golden/every-ending.agent.txt');
  });

  it('names the ref of a push', () => {
    const accepted = aRecord({ trigger: 'pre-push', ref: 'refs/heads/a', checks: [aCheck()] });
    const refused = aRefusal({ trigger: 'pre-push', ref: 'refs/heads/b', checks: [], gates: [aGate()] });
    expect(lines(accepted, refused)).toEqual([
      'refused of b: coverage (b) (2 checks, 824 ms)',
      'coverage (b): lines 89.60% (896/1000) < 90%, 4 lines short',
      'src/a.ts:118,131-132 not covered',
      'repeat: npx lattice-hooks run thorough',
      'see: docs/coverage.md#what-is-judged',
    ]);
  });

  it('says once what a gate says of its whole and of lines that never ran', () => {
    const [said, changed] = ['lines 70.00% (7/10) < 90%, 2 lines short', 'changed 25.00% (1/4) < 90%, 3 lines short'];
    const gate = aGate({
      summary: [
        { status: 'failed', text: said },
        { status: 'failed', text: changed },
        { status: 'note', text: 'src/a.ts:4,11-12 not covered' },
        { status: 'note', text: '4 | const rest = 1;' },
      ],
      findings: [
        { severity: 'error', message: said },
        { severity: 'error', message: changed },
        { severity: 'error', message: 'changed lines 11-12 not covered', file: 'src/a.ts', line: 11 },
        { severity: 'error', message: 'changed lines 3 not covered', file: 'src/b.ts', line: 3 },
      ],
    });
    expect(lines(aRefusal({ checks: [], gates: [gate] })).slice(1)).toEqual([
      `coverage: ${said}; ${changed}`,
      'src/b.ts:3 changed lines 3 not covered',
      'src/a.ts:4,11-12 not covered',
      'repeat: npx lattice-hooks run thorough --staged',
      'see: docs/coverage.md#what-is-judged',
    ]);
  });

  it('ends with what belongs to no check, with notes and with budgets', () => {
    const overBudget = [
      { tier: 'fast', budgetMs: 1, tookMs: 2000, tasks: [{ task: 'lint', latestMs: [1900] }], roomier: 'slow' },
    ];
    const more = { refusals: ['the fixes left nothing to commit'], notes: ['fixes are kept in x'], overBudget };
    expect(lines(aRefusal({ checks: [aCheck()], ...more })).slice(1)).toEqual([
      'the fixes left nothing to commit',
      'note: fixes are kept in x',
      "fast took 2 s, over its budget of 1 ms: lint 1.9 s; move it to `slow`, or raise the tier's `budget`",
      'see: docs/isolation.md#accepted-or-refused',
    ]);
  });

  it.each([1, 3, 8, 50])('has some forty lines, however much %d tasks found', (count) => {
    const findings = Array.from({ length: 100 }, (_, index) => aFinding({ line: index + 1, message: 'x'.repeat(500) }));
    const checks = Array.from({ length: count }, (_, index) => aFailure({ task: `t${index}`, findings }));
    const shown = lines(aRefusal({ checks }));
    expect(shown.length).toBeLessThanOrEqual(45);
    expect(shown.some((line) => /^and \d+ more$/.test(line))).toBe(true);
    for (const line of shown) expect(line.length).toBeLessThanOrEqual(310);
  });

  it('shows the end of an output from which nothing could be read', () => {
    const output = Array.from({ length: 100 }, (_, index) => `line ${index}`).join('\n');
    const shown = lines(aRefusal({ checks: [aFailure({ findings: [], output })] }));
    expect(shown.length).toBeLessThanOrEqual(42);
    expect(shown.at(-2)).toBe('line 99');
  });
});
