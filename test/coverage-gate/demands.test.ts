import { describe, expect, it } from 'vitest';
import type { CoverageReport } from '../../src/core/coverage/report.ts';
import gate from '../../src/gates/coverage.ts';
import { packed } from '../support/coverage-reports.ts';
import { type GateScene, gateContext, measured, partlyMeasured } from '../support/gate-context.ts';

const lines = (covered: number, total: number) =>
  Array.from({ length: total }, (_, at) => [at + 1, at < covered ? 1 : 0] as const);

const core = { path: 'src/core/a.ts', lines: lines(9, 10), branches: lines(1, 2), functions: lines(1, 1) };
const web = { path: 'src/web/b.ts', lines: lines(3, 10), branches: lines(0, 4), functions: lines(0, 1) };
const report = (...files: readonly Parameters<typeof packed>[0][]): CoverageReport => {
  return { format: 'lcov', roots: [], files: files.map(packed) };
};

const said = async (policy: Readonly<Record<string, unknown>>, scene: GateScene = {}) => {
  const { status, summary } = await gate.judge(policy, gateContext({ reports: [report(core, web)], ...scene }));
  return [status, ...summary.filter(({ status: one }) => one !== 'note').map((line) => `${line.status} ${line.text}`)];
};

describe('what is asked of every file', () => {
  it('differs by glob, the last entry that names a metric counting', async () => {
    const perFile = [
      { lines: 30, branches: 50 },
      { files: 'src/core/**', lines: '90.01' },
      { files: ['src/web/**'], branches: -4, functions: 0 },
    ];
    expect(await said({ perFile })).toEqual([
      'failed',
      'failed src/core/a.ts lines 90.00% (9/10) < 90.01%, 1 line short',
      'passed 1 file with branches >= 50%',
      'passed 1 file with lines >= 30%',
      'passed 1 file with branches <= 4 uncovered',
      'passed 1 file with functions >= 0%',
    ]);
  });

  it('may be asked of the lines that changed in it', async () => {
    const changed = { 'src/core/a.ts': [1, 10], 'src/web/b.ts': [1, 2], 'src/web/new.ts': [1] };
    const files = { 'src/core/a.ts': '', 'src/web/b.ts': '', 'src/web/new.ts': 'run();\n' };
    const asked = await said({ perFile: { changed: 60 }, changed: 60 }, { changed, files });
    expect(asked).toEqual([
      'failed',
      'passed changed 60.00% (3/5) >= 60% (since origin/main, 4f2c1e9)',
      'failed src/core/a.ts changed 50.00% (1/2) < 60%, 1 line short (since origin/main, 4f2c1e9)',
      'failed src/web/new.ts changed 0.00% (0/1) < 60%, 1 line short (since origin/main, 4f2c1e9)',
      'passed 1 file with changed lines >= 60%',
    ]);
  });

  it('is judged of changed lines on part of the tests too', async () => {
    const evidence = [partlyMeasured(report(core, web))];
    const scene = { evidence, changed: { 'src/web/b.ts': [9] }, files: { 'src/core/a.ts': '', 'src/web/b.ts': '' } };
    const groups = [{ files: 'src/web/**', lines: 100, changed: 100 }];
    expect(await said({ perFile: { lines: 100, changed: 100 }, groups }, scene)).toEqual([
      'failed',
      'skipped src/web/** lines 30.00% (3/10) < 100%, 7 lines short, not judged',
      'failed src/web/** changed 0.00% (0/1) < 100%, 1 line short (since origin/main, 4f2c1e9)',
      'failed src/web/b.ts changed 0.00% (0/1) < 100%, 1 line short (since origin/main, 4f2c1e9)',
      'skipped 2 files with lines not judged by >= 100%',
    ]);
  });

  it('needs no metric of files that it is not asked of', async () => {
    const plain = { path: 'src/web/b.ts', lines: lines(1, 1) };
    const scene = { reports: [report(core), report(plain)] };
    expect((await said({ perFile: [{ files: 'src/core/**', branches: 50 }] }, scene))[0]).toBe('passed');
    expect(await said({ perFile: [{ files: 'src/web/**', branches: 50 }] }, scene)).toEqual([
      'broken',
      'broken the coverage reports do not say which branches of src/web/b.ts ran',
    ]);
    expect((await said({ groups: [{ files: 'src/**', branches: 50 }] }, scene))[0]).toBe('broken');
  });
});

describe('groups', () => {
  it('are judged as if they were the whole', async () => {
    const groups = [
      { files: 'src/core/**', lines: 90, branches: 51 },
      { files: ['src/web/**', 'src/core/**'], lines: -8, functions: 50 },
    ];
    expect(await said({ groups })).toEqual([
      'failed',
      'passed src/core/** lines 90.00% (9/10) >= 90%',
      'failed src/core/** branches 50.00% (1/2) < 51%, 1 branch short',
      'passed src/web/**, src/core/** lines 60.00% (12/20), 8 uncovered <= 8',
      'passed src/web/**, src/core/** functions 50.00% (1/2) >= 50%',
    ]);
  });

  it('are broken where nothing is in them, unless only a part was measured', async () => {
    const groups = [{ files: 'src/gone/**', lines: 90 }];
    const [status, line] = await said({ groups, lines: 1 });
    expect([status, line]).toEqual([
      'broken',
      'broken no file that the coverage reports know matches src/gone/**, of which `groups` asks something',
    ]);
    const idle = { task: 'py', status: 'skipped', reason: 'no-files' } as const;
    const files = { 'src/core/a.ts': '', 'src/web/b.ts': '' };
    const partly = { files, evidence: [measured(report(core, web)), idle] };
    expect((await said({ groups, lines: 1 }, partly))[0]).toBe('skipped');
  });

  it('stand in the record by their globs', async () => {
    const scene = { reports: [report(core)], changed: { 'src/core/a.ts': [1] } };
    const verdict = await gate.judge({ groups: [{ files: 'src/**', lines: 90, changed: 90 }] }, gateContext(scene));
    expect(verdict.extra?.['metrics']).toEqual([
      { metric: 'lines', scope: 'src/**', covered: 9, total: 10, required: '90', short: 0, status: 'passed' },
      {
        metric: 'lines',
        scope: 'src/**',
        covered: 1,
        total: 1,
        required: '90',
        short: 0,
        status: 'passed',
        rule: 'changed',
      },
    ]);
  });
});
