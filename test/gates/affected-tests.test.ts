import { describe, expect, it } from 'vitest';
import { globTest } from '../../src/config/globs.ts';
import type { Evidence, GateContext } from '../../src/core/contracts/gates.ts';
import type { CoverageReport } from '../../src/core/coverage/report.ts';
import type { FileEntry } from '../../src/core/files.ts';
import coverage from '../../src/gates/coverage.ts';
import { packed, type ReadFile } from '../support/coverage-reports.ts';

interface Scene {
  readonly files: Readonly<Record<string, string>>;
  readonly evidence: readonly Evidence[];
  readonly changed: Readonly<Record<string, readonly number[]>>;
}

const ENTRY: FileEntry = { mode: '100644', id: '0' };

function judge(policy: Readonly<Record<string, unknown>>, { files, evidence, changed }: Scene) {
  const tree = new Map(Object.keys(files).map((path) => [path, ENTRY]));
  const context: GateContext = {
    root: '',
    tier: 'thorough',
    directory: '/work/repo',
    snapshot: { source: 'commit', tree, changed: new Map() },
    evidence,
    scans: [],
    today: '2026-11-22',
    reportsAt: async () => [],
    changedLines: async () => ({ lines: new Map(Object.entries(changed)), base: '4f2c1e9', since: 'origin/main' }),
    readAtBase: async () => ({ text: undefined, base: '4f2c1e9', since: 'origin/main' }),
    read: async (path) => files[path] ?? '',
    globTest,
  };
  return coverage.judge(policy, context);
}

function report(files: readonly ReadFile[]): CoverageReport {
  return { format: 'lcov', roots: [], files: files.map(packed) };
}

/** Ten lines of `src/a.ts`, of which the first five ran. */
const A = report([
  { path: 'src/a.ts', lines: Array.from({ length: 10 }, (_, index) => [index + 1, index < 5 ? 1 : 0] as const) },
]);

describe('tests that changed files lead to', () => {
  const affected = (affectedBy: readonly string[], ...reports: readonly CoverageReport[]): readonly Evidence[] => [
    { task: 'unit', status: 'measured', reports, partial: true, affectedBy },
  ];
  const files = { 'src/new.ts': 'run();\nrun();\n', 'src/new.test.ts': 'test();\n' };

  const whole: Evidence = { task: 'unit', status: 'measured', reports: [A], partial: false };

  it('prove the changed lines, and neither the whole nor a file', async () => {
    const policy = { lines: 90, changed: 90, perFile: 80 };
    const { status, summary } = await judge(policy, {
      evidence: affected(['src/a.ts'], A),
      files: { 'src/a.ts': '' },
      changed: { 'src/a.ts': [1, 2] },
    });
    expect(status).toBe('passed');
    expect(summary.map((line) => line.status)).toEqual(['skipped', 'passed', 'skipped', 'note']);
    expect(summary.at(-1)?.text).toMatch(/^only part of the tests ran: .*--all/);
  });

  it('have covered nothing of a changed file that they did not run, wherever it lies', async () => {
    const lib = { 'lib/new.ts': 'run();\nrun();\n', 'src/a.ts': '' };
    const changed = { 'lib/new.ts': [1, 2], 'src/a.ts': [1] };
    const given = { files: lib, changed };
    const of = (affectedBy: readonly string[]) =>
      judge({ changed: 90 }, { ...given, evidence: affected(affectedBy, A) });
    expect(await of(['lib/new.ts', 'src/a.ts'])).toMatchObject({
      status: 'failed',
      extra: { notMeasured: ['lib/new.ts'] },
      findings: [{ message: expect.stringMatching(/changed 33.33% .*--all/) }, { file: 'lib/new.ts' }],
    });
    // As in a run of all, where a report shows what is measured at all.
    expect(await judge({ changed: 90 }, { ...given, evidence: [whole] })).toMatchObject({ status: 'passed' });
  });

  it('refuse lines that change where there is no test at all', async () => {
    const scene = { evidence: affected(['src/new.ts']), files };
    expect(await judge({ lines: 90, changed: 90 }, { ...scene, changed: { 'src/new.ts': [1, 2] } })).toMatchObject({
      status: 'failed',
      summary: expect.arrayContaining([
        { status: 'failed', text: expect.stringContaining('changed 0.00% (0/2)') },
        { status: 'note', text: 'not measured: src/new.ts' },
      ]),
    });
    expect(await judge({ changed: 90 }, { ...scene, changed: { 'src/new.test.ts': [1] } })).toMatchObject({
      status: 'passed',
    });
    expect(await judge({ lines: 90 }, { ...scene, changed: {} })).toMatchObject({ status: 'skipped' });
  });

  it('may leave a report without a line', async () => {
    const evidence = affected(['src/a.ts'], report([]));
    expect(await judge({ changed: 90 }, { evidence, files, changed: {} })).toMatchObject({ status: 'passed' });
  });
});
