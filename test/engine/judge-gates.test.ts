import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/core/contracts/gates.ts';
import type { CoverageReport } from '../../src/core/coverage/report.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import type { LeftOut, Plan } from '../../src/core/plan.ts';
import type { Ports } from '../../src/core/ports.ts';
import type { Task, Tier } from '../../src/core/task.ts';
import { type CheckResult, notRun } from '../../src/engine/check-result.ts';
import { judgeGates } from '../../src/engine/judge-gates.ts';
import { makeTask } from '../support/work-lab.ts';

const REPORT: CoverageReport = { format: 'lcov', roots: [], files: [{ path: 'a.ts', lines: 'BB' }] };
const MEASURED: Outcome = { status: 'passed', findings: [], measurements: { coverage: [REPORT] } };
const unit = makeTask({ tier: 'thorough', name: 'unit', coverage: ['lcov.info'] });
const python = makeTask({ tier: 'thorough', name: 'python', coverage: ['coverage.json'] });
const lint = makeTask({ tier: 'thorough', name: 'lint' });
const ALL = { skip: new Set<string>() };

const tierOf = (...tasks: readonly Task[]): Tier => ({
  name: 'thorough',
  root: '',
  nested: [],
  on: [],
  tasks,
  gates: { coverage: { lines: 90 } },
});
const planOf = (tier: Tier, leftOut: readonly LeftOut[] = []): Plan => ({ tiers: [tier], checks: [], leftOut });
const resultOf = (task: Task, outcome: Outcome = MEASURED, more: Partial<CheckResult> = {}): CheckResult => ({
  ...notRun({ task, writes: false, files: [], dependsOn: [] }, outcome, new Map()),
  ...more,
});

/** Judges, and says which evidence the gate was shown; undefined: it was not asked. */
async function judge(plan: Plan, results: readonly CheckResult[], choice: Parameters<typeof judgeGates>[3] = ALL) {
  let shown: readonly Evidence[] | undefined;
  const ask: Ports['judge'] = async (_, __, { evidence }) => {
    shown = evidence;
    return { status: 'passed', findings: [], summary: [], extra: { lines: 97 } };
  };
  const records = await judgeGates(plan, results, new Map(), choice, { judge: ask });
  return { records, shown };
}

describe('judgeGates', () => {
  it('says which config a gate is of, where that is not the one at the root', async () => {
    const task = makeTask({ tier: 'thorough', name: 'unit', root: 'api', coverage: ['lcov.info'] });
    const nested = { ...tierOf(task), root: 'api' };
    const { records } = await judge(planOf(nested), [resultOf(task)]);
    expect(records).toMatchObject([{ gate: 'coverage', root: 'api', status: 'passed' }]);
    const top = await judge(planOf(tierOf(unit)), [resultOf(unit)]);
    expect(top.records[0]).not.toHaveProperty('root');
  });

  it('shows a gate what every task that feeds it measured', async () => {
    const { records, shown } = await judge(planOf(tierOf(unit, lint, python)), [
      resultOf(unit),
      resultOf(python, MEASURED, { partial: true }),
    ]);
    expect(shown).toEqual([
      { task: 'unit', status: 'measured', reports: [REPORT], partial: false },
      { task: 'python', status: 'measured', reports: [REPORT], partial: true },
    ]);
    expect(records).toEqual([
      { tier: 'thorough', gate: 'coverage', lines: 97, status: 'passed', findings: [], summary: [] },
    ]);
  });

  it('judges what failed tasks measured all the same', async () => {
    const failed: Outcome = { status: 'failed', findings: [], measurements: { coverage: [REPORT] } };
    const { shown } = await judge(planOf(tierOf(unit)), [resultOf(unit, failed)]);
    expect(shown).toMatchObject([{ status: 'measured' }]);
  });

  it.each<[string, Outcome, Partial<CheckResult>, string]>([
    [
      'left no report',
      MEASURED,
      { unmeasured: 'unit: it left no coverage report at x' },
      'it left no coverage report at x',
    ],
    ['broke', { status: 'broken', message: 'crashed', findings: [] }, {}, 'unit ended without a coverage report'],
    ['was cancelled', { status: 'cancelled' }, {}, 'unit was cancelled before it left a coverage report'],
    ['failed early', { status: 'failed', findings: [], measurements: {} }, {}, 'unit ended without a coverage report'],
  ])('never takes for good what a task that %s did not measure', async (_, outcome, more, message) => {
    const { shown } = await judge(planOf(tierOf(unit)), [resultOf(unit, outcome, more)]);
    expect(shown).toMatchObject([{ task: 'unit', status: 'broken', message: expect.stringContaining(message) }]);
  });

  it('says why a task that feeds it did not run', async () => {
    const plan = planOf(tierOf(unit, python, lint), [{ task: unit, reason: 'no-files' }]);
    const skipped: Outcome = { status: 'skipped', reason: 'needs' };
    const { shown } = await judge(plan, [resultOf(python, skipped), resultOf(lint)]);
    expect(shown).toEqual([
      { task: 'unit', status: 'skipped', reason: 'no-files' },
      { task: 'python', status: 'skipped', reason: 'needs' },
    ]);
  });

  it('asks a gate although nothing that feeds it changed: what was not measured is its business', async () => {
    const { shown } = await judge(planOf(tierOf(unit), [{ task: unit, reason: 'no-files' }]), []);
    expect(shown).toEqual([{ task: 'unit', status: 'skipped', reason: 'no-files' }]);
  });

  it('lets a gate that nothing feeds find out for itself once the tier has work', async () => {
    const { shown } = await judge(planOf(tierOf(lint)), [resultOf(lint)]);
    expect(shown).toEqual([]);
  });

  it('leaves a gate that nothing feeds alone while nothing changed', async () => {
    const { records, shown } = await judge(planOf(tierOf(lint)), [resultOf(makeTask({ tier: 'fast' }))]);
    expect(shown).toBeUndefined();
    expect(records).toMatchObject([{ status: 'skipped', summary: [{ status: 'skipped', text: 'nothing changed' }] }]);
  });

  it('leaves out a gate on request, and says so', async () => {
    const choice = { skip: new Set(['coverage']) };
    const { records, shown } = await judge(planOf(tierOf(unit)), [resultOf(unit)], choice);
    expect(shown).toBeUndefined();
    expect(records).toMatchObject([
      { gate: 'coverage', status: 'skipped', summary: [{ text: 'left out on request' }] },
    ]);
  });

  it.each([
    [['coverage'], true],
    [['unit', 'python'], true],
    [['unit'], false],
    [['lint'], false],
  ])('judges with `--only %j`: %s', async (only, isJudged) => {
    const choice = { skip: new Set<string>(), only: new Set(only) };
    const { records } = await judge(planOf(tierOf(unit, python, lint)), [resultOf(unit)], choice);
    expect(records.length === 1).toBe(isJudged);
  });

  it('tells tiers of the same name in other folders apart', async () => {
    const tier: Tier = { ...tierOf(lint), root: 'app' };
    const { records } = await judge(planOf(tier), [resultOf(lint)]);
    expect(records).toMatchObject([{ status: 'skipped' }]);
  });
});

describe('tests that changed files lead to', () => {
  const tests = { type: 'affected', by: ['a.ts'] } as const;
  const check = { task: unit, writes: false, files: ['a.ts'], dependsOn: ['a.ts', 'b.ts'], tests };
  const shownFor = async (outcome: Outcome) =>
    (await judge(planOf(tierOf(unit)), [{ ...notRun(check, outcome, new Map()), partial: true }])).shown;

  it('come with the files that they were chosen by', async () => {
    const shown = await shownFor(MEASURED);
    expect(shown).toEqual([
      { task: 'unit', status: 'measured', reports: [REPORT], partial: true, affectedBy: ['a.ts'] },
    ]);
  });

  it('have measured that nothing runs what changed, where there are none', async () => {
    const shown = await shownFor({ status: 'skipped', reason: 'no-files', detail: 'no test imports it' });
    expect(shown).toEqual([{ task: 'unit', status: 'measured', reports: [], partial: true, affectedBy: ['a.ts'] }]);
  });

  it('have measured nothing where they were not run', async () => {
    const shown = await shownFor({ status: 'skipped', reason: 'needs' });
    expect(shown).toEqual([{ task: 'unit', status: 'skipped', reason: 'needs' }]);
  });
});

describe('a gate that judges findings', () => {
  const INPUT = { gate: 'findings', input: 'out/a.sarif', pattern: 'out/a.sarif', isSure: true };
  const SCAN = { input: 'out/a.sarif', path: 'out/a.sarif', format: 'sarif', findings: [], notes: [] };
  const SCANNED: Outcome = { status: 'passed', findings: [], measurements: { scans: [SCAN] } };
  const scanner = makeTask({ tier: 'thorough', name: 'scan', scans: [INPUT] });
  const tier: Tier = { ...tierOf(unit, scanner), gates: { findings: {} }, scanGates: ['findings'] };

  async function shownTo(results: readonly CheckResult[], leftOut: readonly LeftOut[] = []) {
    let shown: unknown;
    const ask: Ports['judge'] = async (_, __, evidence) => {
      shown = evidence;
      return { status: 'passed', findings: [], summary: [] };
    };
    await judgeGates(planOf(tier, leftOut), results, new Map(), ALL, { judge: ask });
    return shown;
  }

  it('is shown what those tasks left that may leave a report for it, and no coverage', async () => {
    const result = resultOf(scanner, SCANNED, { unscanned: [{ input: 'b', path: 'b', message: 'old' }] });
    expect(await shownTo([resultOf(unit), result])).toEqual({
      evidence: [],
      scans: [
        {
          task: 'scan',
          inputs: [INPUT],
          result: { status: 'scanned', scans: [SCAN], unscanned: [{ input: 'b', path: 'b', message: 'old' }] },
        },
      ],
    });
  });

  it.each<[string, readonly CheckResult[], readonly LeftOut[], object]>([
    ['left out', [], [{ task: scanner, reason: 'no-files' }], { status: 'skipped', reason: 'no-files' }],
    ['broken', [resultOf(scanner, { status: 'broken', message: 'x', findings: [] })], [], { status: 'broken' }],
    ['cancelled', [resultOf(scanner, { status: 'cancelled' })], [], { status: 'broken' }],
  ])('knows a task that was %s', async (_what, results, leftOut, result) => {
    expect(await shownTo([resultOf(unit), ...results], leftOut)).toMatchObject({ scans: [{ task: 'scan', result }] });
  });
});
