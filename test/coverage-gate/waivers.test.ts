import { describe, expect, it } from 'vitest';
import { packLines } from '../../src/core/coverage/pack.ts';
import gate from '../../src/gates/coverage.ts';
import { type GateScene, gateContext, measured } from '../support/gate-context.ts';

/** Three files: of each the first lines ran. */
const files = { 'src/a.ts': [10, 10], 'src/b.ts': [8, 10], 'src/old/c.ts': [1, 10] } as const;
const all = Array.from({ length: 10 }, (_, line) => line + 1);
const reports = [
  {
    format: 'lcov',
    roots: [],
    files: Object.entries(files).map(([path, [covered]]) => ({
      path,
      lines: packLines(all.map((line) => [line, line <= covered ? 1 : 0] as const)),
    })),
  },
];

const waiver = (until = '2026-11-22', pattern: string | readonly string[] = 'src/old/**') => ({
  files: pattern,
  reason: 'goes in March',
  until,
});
const judge = (policy: Readonly<Record<string, unknown>>, scene: GateScene = {}, waivers: unknown = [waiver()]) =>
  gate.judge({ waivers, ...policy }, gateContext({ reports, ...scene }));
const said = async (...asked: Parameters<typeof judge>) => {
  const { status, summary } = await judge(...asked);
  return [status, ...summary.filter(({ text }) => !text.includes(' | ')).map((line) => `${line.status} ${line.text}`)];
};

const NOTHING = 'note waived until 2026-11-22: src/old/** (goes in March): nothing to excuse';
const EXCUSES = 'note waived until 2026-11-22: src/old/** (goes in March): src/old/c.ts';

describe('a waiver', () => {
  it('never excuses the whole, of which the file is a part, nor a group', async () => {
    expect(await said({ lines: 90 })).toEqual([
      'failed',
      'failed lines 63.33% (19/30) < 90%, 8 lines short',
      'note src/b.ts:9-10 not covered',
      'note src/old/c.ts:2-10 not covered',
      NOTHING,
    ]);
    expect((await judge({ groups: [{ files: 'src/old/**', lines: 50 }] })).status).toBe('failed');
  });

  it('excuses a file of what is asked of each', async () => {
    expect(await said({ perFile: 80 })).toEqual([
      'passed',
      'skipped src/old/c.ts lines 10.00% (1/10) < 80%, 7 lines short, waived until 2026-11-22',
      'passed 2 files with lines >= 80%',
      EXCUSES,
    ]);
    expect((await judge({ perFile: 90 })).status).toBe('failed');
  });

  it('excuses changed lines of its files, where they alone are short', async () => {
    const changed = { 'src/a.ts': [1], 'src/old/c.ts': [1, 2, 3] };
    expect(await said({ changed: 100 }, { changed })).toEqual([
      'skipped',
      'skipped changed 50.00% (2/4) < 100%, 2 lines short, by waived files alone (since origin/main, 4f2c1e9)',
      EXCUSES,
    ]);
  });

  it('leaves what others have to do, in numbers that are theirs', async () => {
    const changed = { 'src/b.ts': [8, 9], 'src/old/c.ts': [1, 2, 3] };
    const verdict = await judge({ changed: 100 }, { changed });
    expect(verdict.summary[0]?.text).toBe(
      'changed 50.00% (1/2) < 100%, 1 line short, waived files aside (since origin/main, 4f2c1e9)',
    );
    expect(verdict.findings.map(({ file, line }) => [file, line])).toEqual([
      [undefined, undefined],
      ['src/b.ts', 9],
    ]);
    expect(verdict.extra).toMatchObject({
      metrics: [{ scope: 'changed', covered: 1, total: 2, waived: ['src/old/c.ts'] }],
      waivers: [{ files: ['src/old/**'], until: '2026-11-22', isOver: false, excused: ['src/old/c.ts'] }],
    });
  });

  it('makes no verdict worse: what needs none uses none, and covered lines stay', async () => {
    const passing = { 'src/a.ts': [1, 2, 3], 'src/old/c.ts': [1, 2] };
    expect((await said({ changed: 80 }, { changed: passing })).slice(1)).toEqual([
      'passed changed 80.00% (4/5) >= 80% (since origin/main, 4f2c1e9)',
      NOTHING,
    ]);
    // Without its covered lines the rest would be 1 of 2.
    const covered = { 'src/b.ts': [8, 9], 'src/old/c.ts': [1], 'src/old/d.ts': [1] };
    const scene = { changed: covered, files: { 'src/old/d.ts': 'run();\n' } };
    expect((await judge({ changed: 60 }, scene)).summary[0]?.text).toMatch(/^changed 50.00% \(2\/4\) < 60%.*waived/);
  });

  it('excuses a file that no report knows', async () => {
    const scene = { files: { 'src/old/new.ts': 'run();\n' }, changed: { 'src/old/new.ts': [1] } };
    const lines = await said({ changed: 100, perFile: { changed: 100 } }, scene);
    expect(lines).toContain('note not measured: src/old/new.ts');
    expect(lines).toContain('note waived until 2026-11-22: src/old/** (goes in March): src/old/new.ts');
    expect(lines[0]).toBe('skipped');
  });

  it('excuses a file that fell, and the whole where it fell by such files alone', async () => {
    const fallen = (share: readonly [number, number]) => ({
      before: {
        '.lattice/coverage-baseline.json': JSON.stringify({
          version: 1,
          total: [27, 30],
          files: { 'src/a.ts': [10, 10], 'src/b.ts': share, 'src/old/c.ts': [9, 10] },
        }),
      },
    });
    expect(await said({ ratchet: true }, fallen([8, 10]))).toEqual([
      'passed',
      'skipped ratchet 63.33% (19/30), worse than 90.00% (27/30), 8 lines short, by waived files alone (since origin/main, 4f2c1e9)',
      'skipped src/old/c.ts ratchet 10.00% (1/10), worse than 90.00% (9/10), 8 lines short, waived until 2026-11-22 (since origin/main, 4f2c1e9)',
      'passed 2 files with lines no worse than they were',
      EXCUSES,
    ]);
    expect((await judge({ ratchet: true }, fallen([9, 10]))).status).toBe('failed');
  });

  it('counts a waived file that is no worse as it is', async () => {
    const scene = {
      before: {
        '.lattice/coverage-baseline.json': JSON.stringify({
          version: 1,
          total: [21, 30],
          files: { 'src/b.ts': [10, 10], 'src/old/c.ts': [0, 10] },
        }),
      },
    };
    const waivers = [waiver(undefined, ['src/old/**', 'src/b.ts'])];
    const metrics = (await judge({ ratchet: true }, scene, waivers)).extra?.['metrics'];
    // 21 of 30, had `b.ts` not fallen; 20, had `old/c.ts` not got better either.
    expect(metrics).toMatchObject([
      { scope: 'project', status: 'skipped', waived: ['src/b.ts'] },
      { scope: 'src/b.ts', status: 'skipped' },
      { scope: 'src/old/c.ts', status: 'passed' },
    ]);
  });

  it('is dead after its day, and told then too', async () => {
    const lines = await said({ perFile: 80 }, {}, [waiver('2026-11-21')]);
    expect(lines[0]).toBe('failed');
    expect(lines.at(-1)).toBe('note no longer waived: src/old/**, which ended on 2026-11-21 (goes in March)');
  });

  it('is told where nothing could be judged', async () => {
    expect(await said({ lines: 90 }, { evidence: [] })).toEqual([
      'broken',
      'broken no task of the tier leaves a coverage report',
      NOTHING,
    ]);
    const idle = { task: 'unit', status: 'skipped', reason: 'no-files' } as const;
    expect((await said({ lines: 90 }, { evidence: [idle] })).at(-1)).toBe(NOTHING);
    const verdict = await judge({ lines: 90 }, { evidence: [measured()] });
    expect(verdict.extra).toMatchObject({ waivers: [{ reason: 'goes in March', excused: [] }] });
  });
});
