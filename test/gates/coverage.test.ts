import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/core/contracts/gates.ts';
import type { CoverageReport } from '../../src/core/coverage/report.ts';
import coverage from '../../src/gates/coverage.ts';
import { packed, type ReadFile } from '../support/coverage-reports.ts';
import { type GateScene, gateContext, measured } from '../support/gate-context.ts';

/** Lines 1 to `total`, the first `covered` of them ran. */
function lines(covered: number, total: number): readonly (readonly [number, number])[] {
  return Array.from({ length: total }, (_, index) => [index + 1, index < covered ? 1 : 0] as const);
}

function report(files: readonly ReadFile[], format = 'lcov'): CoverageReport {
  return { format, roots: [], files: files.map(packed) };
}

const judge = (policy: Readonly<Record<string, unknown>>, scene: GateScene) =>
  coverage.judge(policy, gateContext(scene));
const a = (covered: number, total: number) => report([{ path: 'src/a.ts', lines: lines(covered, total) }]);

describe('the whole report', () => {
  it('says how much is missing, in the words of the contract', async () => {
    const verdict = await judge({ lines: 90 }, { reports: [a(896, 1000)] });
    expect(verdict.status).toBe('failed');
    expect(verdict.summary[0]).toEqual({ status: 'failed', text: 'lines 89.60% (896/1000) < 90%, 4 lines short' });
    expect(verdict.summary[1]).toEqual({ status: 'note', text: 'src/a.ts:897-1000 not covered' });
    expect(verdict.findings).toEqual([{ severity: 'error', message: 'lines 89.60% (896/1000) < 90%, 4 lines short' }]);
    expect(verdict.extra).toMatchObject({
      metrics: [
        { metric: 'lines', scope: 'project', covered: 896, total: 1000, required: '90', short: 4, status: 'failed' },
      ],
      files: { 'src/a.ts': { lines: [896, 1000] } },
      notMeasured: [],
      unmatched: [],
    });
    expect(verdict.extra).not.toHaveProperty('base');
    expect(verdict.extra).not.toHaveProperty('changed');
  });

  it('passes by every metric that it reaches', async () => {
    const places = lines(46, 50);
    const file = { path: 'src/a.ts', lines: lines(9, 10), branches: places, functions: places, statements: places };
    const verdict = await judge(
      { lines: '90', branches: 92, functions: -4, statements: 92.0 },
      { reports: [report([file])] },
    );
    expect(verdict.status).toBe('passed');
    expect(verdict.findings).toEqual([]);
    expect(verdict.summary.map(({ text }) => text)).toEqual([
      'lines 90.00% (9/10) >= 90%',
      'branches 92.00% (46/50) >= 92%',
      'functions 92.00% (46/50), 4 uncovered <= 4',
      'statements 92.00% (46/50) >= 92%',
    ]);
  });

  it('fails by one uncovered line too many', async () => {
    const verdict = await judge({ lines: -3 }, { reports: [a(6, 10)] });
    expect(verdict.summary[0]?.text).toBe('lines 60.00% (6/10), 4 uncovered > 3, 1 line short');
  });

  it('adds the counts of all reports, and leaves out what the policy excludes', async () => {
    const second = report([
      {
        path: '/ci/src/a.ts',
        lines: [
          [1, 0],
          [2, 5],
          [3, 0],
        ],
      },
      { path: 'src/gen/x.ts', lines: lines(0, 100) },
    ]);
    const scene = {
      reports: [
        report([
          {
            path: 'src/a.ts',
            lines: [
              [1, 1],
              [2, 0],
              [3, 0],
            ],
          },
        ]),
        second,
      ],
    };
    const verdict = await judge({ lines: 66, exclude: 'src/gen/**' }, { ...scene, files: { 'src/a.ts': '' } });
    expect(verdict.extra?.['files']).toEqual({ 'src/a.ts': { lines: [2, 3], uncovered: [3] } });
    expect(verdict.status).toBe('passed');
  });

  it.each([
    ['no evidence', { lines: 1 }, { evidence: [] }, /no task of the tier leaves a coverage report/],
    [
      'broken evidence',
      { lines: 1 },
      { evidence: [measured(a(1, 1)), { task: 'b', status: 'broken', message: 'no report' } as const] },
      /^no report$/,
    ],
    [
      'a report without a line',
      { lines: 0 },
      { reports: [a(1, 1), report([{ path: 'src/a.ts', lines: [] }], 'istanbul')] },
      /istanbul.*no line/,
    ],
    ['a metric that a format does not know', { branches: 1 }, { reports: [a(1, 1)] }, /lcov.*branches/],
    [
      'a metric per file that a format does not know',
      { perFile: { statements: 1 } },
      { reports: [a(1, 1)] },
      /lcov.*statements/,
    ],
    [
      'branches of changed lines that nobody knows',
      { changed: 1, partial: 'uncovered' },
      { reports: [a(1, 1)] },
      /lcov.*branches/,
    ],
    ['nothing left to judge', { lines: 90, exclude: ['**'] }, { reports: [a(0, 9)] }, /no line .* is left/],
    [
      'no merge base',
      { lines: 1, changed: 1 },
      { reports: [a(1, 1)], changed: new Error('no merge base with main: run git fetch') },
      /git fetch/,
    ],
  ] as const)('is broken by %s', async (_, policy, scene, message) => {
    const verdict = await judge(policy, scene);
    expect(verdict.status).toBe('broken');
    expect(verdict.findings).toHaveLength(1);
    expect(verdict.findings[0]?.message).toMatch(message);
    expect(verdict.summary).toEqual([{ status: 'broken', text: verdict.findings[0]?.message }]);
  });

  it('is broken by reports that contradict each other, only where the policy asks for it', async () => {
    const one = report([{ path: 'src/a.ts', lines: lines(1, 1), branches: [[1, 1, 'x']] }]);
    const other = report(
      [
        {
          path: 'src/a.ts',
          lines: lines(1, 1),
          branches: [
            [1, 1],
            [1, 0],
            [1, 0],
          ],
        },
      ],
      'cobertura',
    );
    const verdict = await judge({ branches: 10 }, { reports: [one, other] });
    expect(verdict.status).toBe('broken');
    expect(verdict.findings[0]?.message).toMatch(/contradict each other about the branches at src\/a\.ts:1/);
    expect((await judge({ lines: 100 }, { reports: [one, other] })).status).toBe('passed');
  });

  it('is broken by a task that left nothing although it was measured', async () => {
    expect((await judge({ lines: 10 }, { evidence: [measured()] })).findings[0]?.message).toMatch(/unit left no/);
  });

  it('is not judged by a policy that asks for nothing', async () => {
    expect(await judge({}, { reports: [a(1, 1)] })).toMatchObject({ status: 'skipped', findings: [] });
  });

  it('is broken when more than a tenth of its paths match no file, and lists them when fewer do', async () => {
    const paths = Array.from({ length: 10 }, (_, index) => ({ path: `src/${index}.ts`, lines: lines(1, 1) }));
    const files = Object.fromEntries(paths.map(({ path }) => [path, '']));
    const stray = (name: string) => ({ path: `/x/${name}`, lines: lines(0, 50) });
    const some: Evidence = measured(report([...paths, stray('y.ts')]));
    const fine = await judge({ lines: 100 }, { files, evidence: [some] });
    expect(fine.status).toBe('passed');
    expect(fine.extra?.['unmatched']).toEqual(['/x/y.ts']);
    expect(fine.summary.at(-1)).toEqual({ status: 'note', text: 'unmatched: /x/y.ts' });
    const many: Evidence = measured(report([...paths, stray('y.ts'), stray('z.ts')]));
    const broken = await judge({ lines: 100 }, { files, evidence: [many] });
    expect(broken.status).toBe('broken');
    expect(broken.extra?.['unmatched']).toEqual(['/x/y.ts', '/x/z.ts']);
    expect(broken.findings[0]?.message).toMatch(/2 of 12 paths.*\/x\/y\.ts.*pathMap/);
  });
});

describe('files of a report that are not those of the repository', () => {
  const scene = (stray: readonly ReadFile[]) => {
    const files = { 'src/a.ts': '', 'src/lib/b.ts': '', vendored: '' };
    return { files, evidence: [measured(report([{ path: 'src/a.ts', lines: lines(9, 10) }, ...stray]))] };
  };
  const lib = ['/work/repo/vendored/x.ts', 'vendored/lib/b.ts'].map((path) => ({ path, lines: lines(0, 50) }));

  it('are left out and listed where they lie in a submodule, however many they are', async () => {
    const verdict = await judge({ lines: 90 }, scene(lib));
    expect(verdict.status).toBe('passed');
    expect(verdict.extra).toMatchObject({
      files: { 'src/a.ts': { lines: [9, 10] } },
      unmatched: ['/work/repo/vendored/x.ts', 'vendored/lib/b.ts'],
    });
    expect(verdict.summary.at(-1)?.text).toBe('in the submodule vendored, not judged: 2 files');
  });

  it('are no part of those of which a tenth may lead nowhere', async () => {
    const many = Array.from({ length: 50 }, (_, at) => ({ path: `vendored/${at}.ts`, lines: lines(1, 1) }));
    const verdict = await judge({ lines: 90 }, scene([...many, { path: '/elsewhere/y.ts', lines: lines(1, 1) }]));
    expect(verdict.findings[0]?.message).toMatch(/^1 of 2 paths/);
  });

  it('break the gate where no file can be called so, because no glob is tried on it', async () => {
    const verdict = await judge(
      { lines: 90, exclude: '**/x/**/y*z' },
      scene([{ path: 'a/'.repeat(5000), lines: lines(1, 1) }]),
    );
    expect(verdict.findings[0]?.message).toBe('a coverage report (lcov) names a path of more than 4096 characters');
  });

  it('break the gate where nothing else is left', async () => {
    const verdict = await judge({ lines: 90, exclude: 'src/**' }, scene(lib));
    expect(verdict.status).toBe('broken');
    expect(verdict.findings[0]?.message).toMatch(/no line .* is left .*those of submodules/);
  });

  it('break it where git ignores them, because the code under test may lie there, until somebody excludes them', async () => {
    const built = ['build/a.ts', '/work/repo/.venv/lib/site-packages/pkg/a.ts'].map((path) => ({
      path,
      lines: lines(0, 50),
    }));
    const broken = await judge({ lines: 90 }, scene(built));
    expect(broken.status).toBe('broken');
    expect(broken.findings[0]?.message).toMatch(/match no file that git has: .*exclude what is generated/);
    const exclude = ['build/**', '.venv/**'];
    expect((await judge({ lines: 90, exclude }, scene(built))).status).toBe('passed');
  });
});

describe('every file', () => {
  it('is held to its own floor', async () => {
    const reports = [
      report([
        { path: 'src/a.ts', lines: lines(9, 10) },
        { path: 'src/b.ts', lines: lines(2, 4) },
      ]),
    ];
    const verdict = await judge({ perFile: 80 }, { reports });
    expect(verdict.summary.map(({ status, text }) => `${status} ${text}`)).toEqual([
      'failed src/b.ts lines 50.00% (2/4) < 80%, 2 lines short',
      'passed 1 file with lines >= 80%',
      'note src/b.ts:3-4 not covered',
    ]);
    expect(verdict.findings).toEqual([
      { severity: 'error', message: 'src/b.ts lines 50.00% (2/4) < 80%, 2 lines short', file: 'src/b.ts' },
    ]);
    expect(verdict.extra?.['metrics']).toMatchObject([{ scope: 'src/a.ts' }, { scope: 'src/b.ts', short: 2 }]);
  });
});

describe('the changed lines', () => {
  it('are judged where they are measured', async () => {
    const scene = { reports: [a(3, 8)], changed: { 'src/a.ts': [2, 3, 5, 6, 8, 40], 'README.md': [1] } };
    const verdict = await judge({ changed: 90, base: 'main' }, scene);
    expect(verdict.summary.map(({ text }) => text)).toEqual([
      'changed 40.00% (2/5) < 90%, 3 lines short (since main, 4f2c1e9)',
      'src/a.ts:5-6,8 not covered',
    ]);
    expect(verdict.findings.map(({ file, line, message }) => [file, line, message])).toEqual([
      [undefined, undefined, 'changed 40.00% (2/5) < 90%, 3 lines short (since main, 4f2c1e9)'],
      ['src/a.ts', 5, 'changed lines 5-6 not covered'],
      ['src/a.ts', 8, 'changed line not covered'],
    ]);
    expect(verdict.extra).toMatchObject({
      base: '4f2c1e9aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      metrics: [{ scope: 'changed' }],
    });
  });

  it('pass when none of them is measured', async () => {
    const verdict = await judge({ changed: 100 }, { reports: [a(0, 3)], changed: { 'src/a.ts': [50] } });
    expect(verdict.status).toBe('passed');
    expect(verdict.summary[0]?.text).toBe('changed: 0 executable lines changed (since origin/main, 4f2c1e9)');
  });

  it('count as uncovered in a file that should be in the report', async () => {
    const files = { 'src/new.ts': 'run();\n\n// why\nrun();\n', 'src/types.ts': 'export type A = 1;\n' };
    const changed = {
      'src/new.ts': [1, 2, 3, 4],
      'src/types.ts': [1],
      'src/new.test.ts': [1],
      'link.ts': [1],
      'gone.ts': [1],
    };
    const verdict = await judge(
      { changed: 50, include: ['**'] },
      { reports: [a(1, 1)], files: { ...files, 'link.ts': 'x', 'src/new.test.ts': 'x' }, changed },
    );
    expect(verdict.status).toBe('failed');
    expect(verdict.extra?.['notMeasured']).toEqual(['src/new.ts']);
    expect(verdict.extra?.['changed']).toEqual({ 'src/new.ts': { covered: [], uncovered: [1, 4] } });
    expect(verdict.summary.map(({ text }) => text)).toEqual([
      'changed 0.00% (0/2) < 50%, 1 line short (since origin/main, 4f2c1e9)',
      'src/new.ts:1,4 not covered',
      '1 | run();',
      '4 | run();',
      'not measured: src/new.ts',
    ]);
  });

  it('count nothing in files that are excluded or generated', async () => {
    const files = { 'src/x.ts': 'x', 'src/gen.ts': 'x', '.gitattributes': 'src/gen.ts linguist-generated\n' };
    const scene = { reports: [a(1, 1)], files, changed: { 'src/x.ts': [1], 'src/gen.ts': [1] } };
    const verdict = await judge({ changed: 100, exclude: ['src/x.ts'] }, scene);
    expect(verdict.extra?.['metrics']).toMatchObject([{ covered: 0, total: 0, status: 'passed' }]);
  });

  it('inside a statement that spans lines count for its line, comments and blanks aside', async () => {
    const file: ReadFile = {
      path: 'src/a.ts',
      lines: [
        [1, 1],
        [3, 0],
      ],
      spans: [
        [1, 9],
        [3, 7],
      ],
    };
    const text = '1\n2\n3(\n4,\n// 5\n6,\n)\n8\n9\n';
    const scene = { reports: [report([file], 'istanbul')], files: { 'src/a.ts': text } };
    const inner = await judge({ changed: 100 }, { ...scene, changed: { 'src/a.ts': [4, 6] } });
    expect(inner.extra?.['metrics']).toMatchObject([{ covered: 0, total: 1 }]);
    const outer = await judge({ changed: 100 }, { ...scene, changed: { 'src/a.ts': [8] } });
    expect(outer.extra?.['metrics']).toMatchObject([{ covered: 1, total: 1 }]);
    expect(outer.extra?.['changed']).toEqual({ 'src/a.ts': { covered: [1], uncovered: [] } });
    const comment = await judge({ changed: 100 }, { ...scene, changed: { 'src/a.ts': [5] } });
    expect(comment.extra?.['metrics']).toMatchObject([{ covered: 0, total: 0 }]);
  });

  it('with a branch never taken are uncovered where the policy says so, and only there', async () => {
    const file: ReadFile = {
      path: 'src/a.ts',
      lines: lines(2, 2),
      branches: [
        [1, 3, 'a'],
        [1, 0, 'b'],
        [2, 1, 'c'],
      ],
    };
    const scene = { reports: [report([file])], changed: { 'src/a.ts': [1, 2] } };
    expect((await judge({ changed: 100 }, scene)).status).toBe('passed');
    const strict = await judge({ changed: 100, lines: 100, partial: 'uncovered' }, scene);
    expect(strict.extra?.['metrics']).toMatchObject([
      { scope: 'project', covered: 2 },
      { scope: 'changed', covered: 1 },
    ]);
  });
});

describe('what was not measured', () => {
  const skipped = (reason: string): Evidence => ({ task: 'py', status: 'skipped', reason });

  it('skips the gate when nothing was', async () => {
    const verdict = await judge({ lines: 90 }, { evidence: [skipped('no-files')] });
    expect(verdict).toMatchObject({
      status: 'skipped',
      findings: [],
      summary: [{ text: 'py did not run (nothing changed for it)' }],
    });
  });

  it('never makes a pass of what the other tasks measured, but a failure stays one', async () => {
    const scene = { files: { 'src/a.ts': '' }, evidence: [measured(a(9, 10)), skipped('no-files')] };
    const met = await judge({ lines: 90 }, scene);
    expect(met.status).toBe('skipped');
    expect(met.summary[0]).toEqual({ status: 'skipped', text: 'lines 90.00% (9/10) >= 90%, not judged' });
    expect(met.summary[1]?.text).toMatch(/py did not run \(nothing changed for it\).*--all/);
    const missed = await judge({ lines: 91 }, scene);
    expect(missed.status).toBe('failed');
    expect(missed.findings[0]?.message).toMatch(/py did not run/);
  });

  it('leaves only the changed lines to judge when part of the tests ran', async () => {
    const evidence: Evidence = { task: 'unit', status: 'measured', reports: [a(3, 10)], partial: true };
    const scene = { files: { 'src/a.ts': '' }, evidence: [evidence] };
    const whole = await judge({ lines: 90, perFile: 90 }, scene);
    expect(whole.status).toBe('skipped');
    expect(whole.findings).toEqual([]);
    const fine = await judge({ lines: 90, changed: 90 }, { ...scene, changed: { 'src/a.ts': [1] } });
    expect(fine.status).toBe('passed');
    const missed = await judge({ lines: 90, changed: 90 }, { ...scene, changed: { 'src/a.ts': [9] } });
    expect(missed.status).toBe('failed');
    expect(missed.findings[0]?.message).toMatch(/only part of the tests ran.*--all/);
  });
});
