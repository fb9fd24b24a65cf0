import { describe, expect, it } from 'vitest';
import { packLines } from '../../src/core/coverage/pack.ts';
import type { CoverageReport } from '../../src/core/coverage/report.ts';
import gate from '../../src/gates/coverage.ts';
import { type GateScene, gateContext, measured, partlyMeasured } from '../support/gate-context.ts';

type Pair = readonly [covered: number, total: number];
type Shares = Readonly<Record<string, Pair>>;

const FILE = '.lattice/coverage-baseline.json';

function reportOf(files: Shares): CoverageReport {
  const listed = Object.entries(files).map(([path, [covered, total]]) => {
    return {
      path,
      lines: packLines(Array.from({ length: total }, (_, at) => [at + 1, at < covered ? 1 : 0] as const)),
    };
  });
  return { format: 'lcov', roots: [], files: listed };
}

function baseline(total: Pair, files: Shares): string {
  return JSON.stringify({ version: 1, total, files });
}

function judge(now: Shares, scene: GateScene = {}, policy: Readonly<Record<string, unknown>> = {}) {
  const files = Object.fromEntries(Object.keys(now).map((path) => [path, '']));
  const context = gateContext({
    ...scene,
    files: { ...files, ...scene.files },
    evidence: scene.evidence ?? [measured(reportOf(now))],
  });
  return gate.judge({ ratchet: true, ...policy }, context);
}

const said = async (...asked: Parameters<typeof judge>) => {
  const { status, summary } = await judge(...asked);
  return [status, ...summary.map((line) => `${line.status} ${line.text}`)];
};

const held = { before: { [FILE]: baseline([11, 14], { 'src/a.ts': [9, 10], 'src/b.ts': [2, 4] }) } };
const BASE_TEXT = '(since origin/main, 4f2c1e9)';

describe('the ratchet', () => {
  it('refuses a file, and the whole, with a lower share and more uncovered lines', async () => {
    expect(await said({ 'src/a.ts': [9, 10], 'src/b.ts': [2, 6] }, held)).toEqual([
      'failed',
      `failed ratchet 68.75% (11/16), worse than 78.57% (11/14), 2 lines short ${BASE_TEXT}`,
      `failed src/b.ts ratchet 33.33% (2/6), worse than 50.00% (2/4), 1 line short ${BASE_TEXT}`,
      'passed 1 file with lines no worse than they were',
      'note src/b.ts:3-6 not covered',
    ]);
  });

  it('passes what is better in either: a share that is higher, or less that is uncovered', async () => {
    const grown = await said({ 'src/a.ts': [19, 21], 'src/b.ts': [2, 4] }, held);
    expect(grown.slice(0, 2)).toEqual([
      'passed',
      `passed ratchet 84.00% (21/25), no worse than 78.57% (11/14) ${BASE_TEXT}`,
    ]);
    expect((await judge({ 'src/a.ts': [1, 2], 'src/b.ts': [2, 4] }, held)).status).toBe('passed');
  });

  it('lets a new file be, and a vanished one go', async () => {
    const verdict = await judge({ 'src/a.ts': [10, 10], 'src/new.ts': [1, 4] }, held);
    expect(verdict.status).toBe('passed');
    expect(verdict.extra).toMatchObject({
      metrics: [
        { scope: 'project', metric: 'lines', rule: 'ratchet', covered: 11, total: 14, required: '11/14', short: 0 },
        { scope: 'src/a.ts', rule: 'ratchet', status: 'passed' },
      ],
      base: '4f2c1e9aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    });
  });

  it('tolerates a loss of so many percentage points, exactly', async () => {
    const before = { before: { [FILE]: baseline([995, 1000], { 'src/a.ts': [995, 1000] }) } };
    const by = async (tolerance: unknown) =>
      (await judge({ 'src/a.ts': [990, 1000] }, before, { ratchet: { tolerance } })).status;
    expect(await by(0.5)).toBe('passed');
    expect(await by('0.4999')).toBe('failed');
    expect(await by(undefined)).toBe('failed');
  });

  it('reads the baseline from the merge base, and tells that it is lowered where it is', async () => {
    const files = { [FILE]: baseline([5, 14], { 'src/a.ts': [3, 10], 'src/b.ts': [2, 4] }) };
    const lines = await said({ 'src/a.ts': [3, 10], 'src/b.ts': [2, 4] }, { ...held, files });
    expect(lines[0]).toBe('failed');
    expect(lines).toContain('note the baseline is lowered: the total from 11/14 to 5/14');
    expect(lines).toContain('note the baseline is lowered: src/a.ts from 9/10 to 3/10');
  });

  it('passes with a word where the merge base has none', async () => {
    expect(await said({ 'src/a.ts': [0, 3] })).toEqual([
      'passed',
      `passed ratchet: no baseline to be worse than ${BASE_TEXT}`,
      `note commit ${FILE}, which a run with --all --fix writes`,
    ]);
  });

  it.each([
    [
      'of the merge base',
      { before: { [FILE]: '{' } },
      /^\.lattice\/coverage-baseline\.json of origin\/main, 4f2c1e9 is no baseline: it is cut short/,
    ],
    [
      'under check',
      { ...held, files: { [FILE]: '{}' } },
      /^\.lattice\/coverage-baseline\.json is no baseline: its version/,
    ],
  ])('is broken by a malformed baseline %s', async (_what, scene, message) => {
    const verdict = await judge({ 'src/a.ts': [9, 10] }, scene);
    expect(verdict.status).toBe('broken');
    expect(verdict.findings[0]?.message).toMatch(message);
  });

  it('stands beside a config in a subfolder, with paths as seen from there', async () => {
    const before = { 'app/.lattice/coverage-baseline.json': baseline([0, 0], { 'src/a.ts': [9, 10] }) };
    const verdict = await judge({ 'app/src/a.ts': [1, 10] }, { root: 'app', before });
    expect(verdict.findings.map(({ file }) => file)).toEqual(['app/src/a.ts']);
    expect(verdict.status).toBe('failed');
  });

  it('names the file that is to be committed', () => {
    expect(gate.keeps({ ratchet: { tolerance: 1 } }, 'app')).toEqual(['app/.lattice/coverage-baseline.json']);
    expect(gate.keeps({ ratchet: false }, '')).toEqual([]);
  });

  it('says nothing on part of the tests', async () => {
    const evidence = [partlyMeasured(reportOf({ 'src/a.ts': [1, 10] }))];
    const verdict = await judge({ 'src/a.ts': [1, 10] }, { ...held, evidence });
    expect(verdict.status).toBe('skipped');
    expect(verdict.summary[0]).toEqual({ status: 'skipped', text: 'ratchet not judged' });
    expect(verdict.summary[1]?.text).toBe(
      'only part of the tests ran: to measure everything, `npx lattice-hooks run slow --all`',
    );
    expect(verdict.upkeep).toBeUndefined();
  });

  it('judges files of the tasks that ran where another did not, and never the whole', async () => {
    const evidence = [
      measured(reportOf({ 'src/a.ts': [1, 10] })),
      { task: 'py', status: 'skipped', reason: 'no-files' } as const,
    ];
    const verdict = await judge({ 'src/a.ts': [1, 10] }, { ...held, evidence });
    expect(verdict.extra?.['metrics']).toMatchObject([
      { scope: 'project', status: 'skipped' },
      { scope: 'src/a.ts', status: 'failed' },
    ]);
    expect(verdict.upkeep).toBeUndefined();
  });
});

describe('the baseline that is to be written', () => {
  const revised = async (now: Shares, present: string | undefined, scene: GateScene = held) =>
    JSON.parse((await judge(now, scene, { ratchet: { tolerance: 50 } })).upkeep?.revise(present) ?? 'null');

  it('gets better numbers, keeps the others, and loses files that are gone', async () => {
    const present = baseline([11, 14], { 'src/a.ts': [9, 10], 'src/b.ts': [2, 4], 'src/gone.ts': [1, 1] });
    expect(await revised({ 'src/a.ts': [10, 10], 'src/b.ts': [2, 5], 'src/c.ts': [1, 2] }, present)).toEqual({
      version: 1,
      total: [11, 14],
      files: { 'src/a.ts': [10, 10], 'src/b.ts': [2, 4], 'src/c.ts': [1, 2] },
    });
  });

  it('takes the higher share, and of equal ones that with less uncovered', async () => {
    const of = async (now: Pair) =>
      (await revised({ 'src/a.ts': now }, baseline([9, 10], { 'src/a.ts': [9, 10] }))).total;
    expect(await of([95, 100])).toEqual([95, 100]);
    expect(await revised({ 'src/a.ts': [90, 100] }, baseline([9, 10], { 'src/a.ts': [9, 10] }))).toBeNull();
    expect(await revised({ 'src/a.ts': [9, 10] }, baseline([90, 100], { 'src/a.ts': [90, 100] }))).toMatchObject({
      total: [9, 10],
    });
  });

  it('begins with that of the merge base where none is there, and with nothing where that has none either', async () => {
    expect(await revised({ 'src/a.ts': [8, 10] }, undefined)).toEqual({
      version: 1,
      total: [8, 10],
      files: { 'src/a.ts': [9, 10] },
    });
    expect(await revised({ 'src/a.ts': [3, 10], 'src/types.ts': [0, 0] }, undefined, {})).toEqual({
      version: 1,
      total: [3, 10],
      files: { 'src/a.ts': [3, 10] },
    });
  });

  it('stays as it is, in whatever form, where nothing is better', async () => {
    expect(await revised({ 'src/a.ts': [9, 10], 'src/b.ts': [2, 4] }, held.before[FILE])).toBeNull();
  });

  it('is not made from what nobody can read', async () => {
    await expect(revised({ 'src/a.ts': [9, 10] }, 'x')).rejects.toThrow(/not JSON/);
  });
});
