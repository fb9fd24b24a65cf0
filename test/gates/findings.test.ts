import { describe, expect, it } from 'vitest';
import { globTest } from '../../src/config/globs.ts';
import type { GateContext, ScanEvidence } from '../../src/core/contracts/gates.ts';
import type { Scan, ScanFinding } from '../../src/core/scan.ts';
import findings from '../../src/gates/findings.ts';

interface Scene {
  readonly found?: readonly ScanFinding[];
  readonly scans?: readonly ScanEvidence[];
  readonly changed?: Readonly<Record<string, readonly number[]>> | Error;
  readonly lying?: readonly string[];
  readonly today?: string;
  readonly notes?: readonly string[];
}

const INPUT = 'out/*.sarif';

const found = (more: Partial<ScanFinding> = {}): ScanFinding => {
  return { tool: 'bandit', rule: 'B602', message: 'shell=True', file: 'src/a.py', line: 3, word: 'high', ...more };
};
const scan = (of: readonly ScanFinding[], more: Partial<Scan> = {}): Scan => {
  return { input: INPUT, path: 'out/a.sarif', format: 'sarif', findings: of, notes: [], ...more };
};
const left = (scans: readonly Scan[], more: object = {}, sure = true): ScanEvidence => ({
  task: 'scan',
  inputs: [{ gate: 'findings', input: INPUT, pattern: INPUT, isSure: sure }],
  result: { status: 'scanned', scans, unscanned: [], ...more },
});
const ended = (result: ScanEvidence['result'], sure = true): ScanEvidence => ({ ...left([], {}, sure), result });

function context({
  found: given = [],
  scans,
  changed = {},
  lying = [],
  today = '2026-11-22',
  notes = [],
}: Scene): GateContext {
  const paths = ['src/a.py', 'src/b.py', 'tests/a.py'];
  return {
    root: '',
    directory: '/work/repo',
    today,
    snapshot: {
      source: 'commit',
      tree: new Map(paths.map((path) => [path, { mode: '100644', id: '0' }])),
      changed: new Map(),
    },
    evidence: [],
    scans: scans ?? [left([scan(given, { notes })])],
    reportsAt: async () => lying,
    tier: 'slow',
    readAtBase: () => Promise.reject(new Error('not asked')),
    changedLines: async () => {
      if (changed instanceof Error) throw changed;
      return { lines: new Map(Object.entries(changed)), base: '4f2c1e9'.padEnd(40, 'a'), since: 'origin/main' };
    },
    read: async () => '',
    globTest,
  };
}

const judge = (policy: Readonly<Record<string, unknown>>, scene: Scene) =>
  findings.judge({ input: INPUT, ...policy }, context(scene));
const statusOf = async (policy: Readonly<Record<string, unknown>>, scene: Scene) => (await judge(policy, scene)).status;

describe('a finding', () => {
  it('refuses from the rank of failOn up, and is told with its place', async () => {
    const verdict = await judge({}, { found: [found(), found({ rule: 'B101', word: 'low', line: 9, column: 2 })] });
    expect(verdict.status).toBe('failed');
    expect(verdict.summary).toEqual([
      { status: 'failed', text: '1 finding of rank high or above (1 high, 1 low)' },
      { status: 'note', text: 'src/a.py:3  high bandit/B602: shell=True' },
    ]);
    expect(verdict.findings).toEqual([
      {
        severity: 'error',
        message: 'shell=True',
        file: 'src/a.py',
        line: 3,
        rule: 'B602',
        tool: 'bandit',
        rank: 'high',
        blocking: true,
      },
      {
        severity: 'warning',
        message: 'shell=True',
        file: 'src/a.py',
        line: 9,
        column: 2,
        rule: 'B101',
        tool: 'bandit',
        rank: 'low',
        blocking: false,
      },
    ]);
    expect(verdict.extra).toMatchObject({ counts: { critical: 0, high: 1, medium: 0, low: 1, none: 0, unknown: 0 } });
  });

  it.each([
    ['critical', 'critical', 'failed'],
    ['critical', 'high', 'passed'],
    ['medium', 'medium', 'failed'],
    ['medium', 'low', 'passed'],
    ['low', 'low', 'failed'],
    ['low', 'none', 'passed'],
    ['none', 'none', 'failed'],
  ])('of failOn %s and rank %s: %s', async (failOn, word, status) => {
    expect(await statusOf({ failOn }, { found: [found({ word: word as 'low' })] })).toBe(status);
  });

  it('of unknown rank is taken for what unknownAs says, and counted apart', async () => {
    const scene = { found: [{ tool: 'pip-audit', rule: 'PYSEC-1', message: 'flask' }] };
    const verdict = await judge({}, scene);
    expect(verdict.status).toBe('failed');
    expect(verdict.extra).toMatchObject({ counts: { high: 0, unknown: 1 } });
    expect(verdict.findings).toMatchObject([{ rank: 'high', blocking: true }]);
    expect(verdict.summary.at(-1)?.text).toBe('1 of them of unknown rank, taken for high (unknownAs)');
    expect(await statusOf({ unknownAs: 'medium' }, scene)).toBe('passed');
  });

  it('is none where there is none', async () => {
    expect(await judge({}, { notes: ['pip-audit did not look at own'] })).toMatchObject({
      status: 'passed',
      findings: [],
      summary: [
        { status: 'passed', text: 'no findings' },
        { status: 'note', text: 'pip-audit did not look at own' },
      ],
    });
  });
});

describe('ignore', () => {
  it('knows files below the folder of its config alone', async () => {
    const policy = { input: INPUT, ignore: [{ rule: 'bandit/*', files: 'tests/**', reason: 'tests' }] };
    const judgeIn = (root: string, file: string) =>
      findings.judge(policy, { ...context({ found: [found({ file })] }), root });
    expect((await judgeIn('api', 'api/tests/a.py')).status).toBe('passed');
    expect((await judgeIn('api', 'tests/a.py')).status).toBe('failed');
    expect((await judgeIn('', 'tests/a.py')).status).toBe('passed');
  });

  const entry = (more: object = {}) => ({ ignore: [{ rule: 'bandit/B602', reason: 'reviewed', ...more }] });

  it('takes a finding out and shows it, with its reason', async () => {
    const verdict = await judge(entry({ until: '2026-11-22' }), { found: [found()] });
    expect(verdict).toMatchObject({ status: 'passed', findings: [] });
    expect(verdict.summary[1]?.text).toBe('ignored until 2026-11-22: 1 of bandit/B602 in src/a.py (reviewed)');
    expect(verdict.extra).toMatchObject({
      counts: { high: 0 },
      ignored: [
        {
          tool: 'bandit',
          rule: 'B602',
          rank: 'high',
          file: 'src/a.py',
          line: 3,
          reason: 'reviewed',
          until: '2026-11-22',
        },
      ],
    });
  });

  it('is dead the day after, and that is said', async () => {
    const verdict = await judge(entry({ until: '2026-11-22' }), { found: [found()], today: '2026-11-23' });
    expect(verdict.status).toBe('failed');
    expect(verdict.summary.at(-1)?.text).toBe('no longer ignored: bandit/B602, which ended on 2026-11-22 (reviewed)');
  });

  it.each<[string, object, string]>([
    ['another rule', { rule: 'bandit/B60' }, 'failed'],
    ['a rule of another tool', { rule: 'ruff/B602' }, 'failed'],
    ['a glob of rules', { rule: 'bandit/B6*' }, 'passed'],
    ['other files', { files: 'tests/**' }, 'failed'],
    ['these files', { files: ['tests/**', 'src/*.py'] }, 'passed'],
  ])('of %s', async (_what, more, status) => {
    expect(await statusOf(entry(more), { found: [found()] })).toBe(status);
  });

  it('of files is not for a finding that is in none', async () => {
    const { file: _file, line: _line, ...bare } = found();
    expect(await statusOf(entry({ files: '**' }), { found: [bare] })).toBe('failed');
  });
});

describe('newOnly', () => {
  const policy = { newOnly: true };

  it.each<[string, Partial<ScanFinding>, string]>([
    ['on a changed line', { line: 3 }, 'failed'],
    ['on another line', { line: 4 }, 'passed'],
    ['over several lines, one of them changed', { line: 1, endLine: 5 }, 'failed'],
    ['in a file that did not change', { file: 'src/b.py' }, 'passed'],
    ['in a file that git does not know', { file: 'gone.py' }, 'failed'],
    ['that is a secret, on another line', { line: 4, tool: 'gitleaks' }, 'failed'],
    ['that is a secret of no weight', { line: 4, tool: 'gitleaks', rule: 'low' }, 'passed'],
  ])('a finding %s', async (_what, more, status) => {
    const rules = { 'gitleaks/low': 'low' };
    expect(await statusOf({ ...policy, rules }, { found: [found(more)], changed: { 'src/a.py': [3] } })).toBe(status);
  });

  it('counts a finding without a line in a changed file, and one without a file always', async () => {
    const { line: _line, ...inFile } = found();
    const { file: _file, ...nowhere } = inFile;
    expect(await statusOf(policy, { found: [inFile], changed: { 'src/a.py': [3] } })).toBe('failed');
    expect(await statusOf(policy, { found: [inFile], changed: { 'src/a.py': [] } })).toBe('failed');
    expect(await statusOf(policy, { found: [inFile], changed: {} })).toBe('passed');
    expect(await statusOf(policy, { found: [nowhere], changed: {} })).toBe('failed');
  });

  it('says what it compared with', async () => {
    const verdict = await judge(policy, { found: [found()], changed: {} });
    expect(verdict.summary[0]?.text).toBe(
      'no finding of rank high or above on lines changed since origin/main, 4f2c1e9 (1 high)',
    );
    expect(verdict.extra).toMatchObject({ base: expect.stringMatching(/^4f2c1e9/), counts: { high: 1 } });
    expect(verdict.findings).toMatchObject([{ rank: 'high', blocking: false, severity: 'warning' }]);
  });

  it('is broken where there is nothing to compare with', async () => {
    const verdict = await judge(policy, {
      found: [found()],
      changed: new Error('no merge base with origin/x: git fetch'),
    });
    expect(verdict).toMatchObject({
      status: 'broken',
      findings: [{ message: 'no merge base with origin/x: git fetch' }],
    });
  });
});

describe('reports', () => {
  const unscanned = [{ input: INPUT, path: 'out/b.sarif', message: 'no findings report was left at out/b.sarif' }];

  it.each<[string, Scene, string]>([
    ['no task that leaves one', { scans: [] }, `no task of the tier leaves ${INPUT}`],
    [
      'one that is missing',
      { scans: [left([scan([])], { unscanned })] },
      'scan: no findings report was left at out/b.sarif',
    ],
    ['none that anybody left', { scans: [left([], {}, false)] }, `no task left a findings report at ${INPUT}`],
    ['none of a task that must leave one', { scans: [left([])] }, `no task left a findings report at ${INPUT}`],
    [
      'one that nobody wrote',
      { lying: ['out/a.sarif', 'out/old.sarif'] },
      'out/old.sarif was left by no task of this run',
    ],
    [
      'a task that could not be checked',
      { scans: [ended({ status: 'broken', message: 'scan could not be checked' })] },
      'scan could not be checked',
    ],
    [
      'none, where a task that did not run may be the one',
      { scans: [left([], {}, false), ended({ status: 'skipped', reason: 'no-files' }, false)] },
      `no task left a findings report at ${INPUT}`,
    ],
  ])('%s: broken', async (_what, scene, reason) => {
    const verdict = await judge({}, scene);
    expect(verdict.status).toBe('broken');
    expect(verdict.findings[0]?.message).toContain(reason);
  });

  it('may be left by a task that others only read them of', async () => {
    const reader = {
      ...left([], { unscanned: [{ input: INPUT, path: 'out/a.sarif', message: 'was there before' }] }),
      task: 'reader',
    };
    expect(await statusOf({}, { scans: [left([scan([])]), reader] })).toBe('passed');
    const scratch = {
      ...left([], { unscanned: [{ input: INPUT, path: '{scratch}/a.sarif', message: 'none' }] }),
      task: 'other',
    };
    expect(await statusOf({}, { scans: [left([scan([], { path: '{scratch}/a.sarif' })]), scratch] })).toBe('broken');
  });

  it('are missing for an input of which nobody left one, whatever is known of another', async () => {
    const other = { input: 'out/b.json', path: 'out/a.sarif', message: 'was there before' };
    const verdict = await judge(
      { input: [INPUT, 'out/b.json'] },
      { scans: [left([scan([])], { unscanned: [other] })] },
    );
    expect(verdict).toMatchObject({ status: 'broken', findings: [{ message: expect.stringContaining('out/b.json') }] });
  });

  it('are not judged where the task did not run, and that is said', async () => {
    const idle = ended({ status: 'skipped', reason: 'no-files' });
    expect(await judge({}, { scans: [idle], lying: ['out/a.sarif'] })).toMatchObject({
      status: 'skipped',
      summary: [{ status: 'skipped', text: 'scan did not run (nothing changed for it)' }],
    });
    expect(await judge({}, { scans: [left([scan([])]), { ...idle, task: 'other' }] })).toMatchObject({
      status: 'passed',
      summary: [{ text: 'no findings' }, { text: 'other did not run (nothing changed for it)' }],
    });
  });

  it('are read once, also where two inputs name one', async () => {
    const twice = [scan([found()]), scan([found()], { input: 'out/a.sarif' })];
    const scans = left(twice);
    const inputs = [...scans.inputs, { gate: 'findings', input: 'out/a.sarif', pattern: 'out/a.sarif', isSure: true }];
    const verdict = await judge({ input: [INPUT, 'out/a.sarif'] }, { scans: [{ ...scans, inputs }] });
    expect(verdict.extra).toMatchObject({ counts: { high: 1 } });
  });
});
