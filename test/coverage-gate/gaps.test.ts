import { expect, it } from 'vitest';
import gate from '../../src/gates/coverage.ts';
import { packed, type ReadFile } from '../support/coverage-reports.ts';
import { type GateScene, gateContext } from '../support/gate-context.ts';

const lines = (covered: number, total: number) =>
  Array.from({ length: total }, (_, at) => [at + 1, at < covered ? 1 : 0] as const);

const judge = (policy: Readonly<Record<string, unknown>>, files: readonly ReadFile[], scene: GateScene = {}) =>
  gate.judge(policy, gateContext({ reports: [{ format: 'lcov', roots: [], files: files.map(packed) }], ...scene }));
const notes = async (...asked: Parameters<typeof judge>) =>
  (await judge(...asked)).summary.filter(({ status }) => status === 'note').map(({ text }) => text);

const file: ReadFile = {
  path: 'src/a.ts',
  lines: lines(4, 5),
  branches: [
    [1, 1, 'a'],
    [1, 0, 'b'],
    [4, 2, 'a'],
    [5, 0, 'a'],
    [5, 0, 'b'],
  ],
  functions: [
    [1, 1, 'f'],
    [5, 0, 'g'],
  ],
  statements: [
    [1, 1],
    [5, 0],
    [5, 0],
  ],
};
const text = 'if (a) {\n  b();\n}\n\tc(\u001b[31md);\ne();\n';

it('says which branches, functions and statements did not run where they refuse, and only there', async () => {
  expect(await notes({ branches: 100 }, [file])).toEqual(['src/a.ts:1 (branch 2 of 2), 5 (all 2 branches) not taken']);
  expect(await notes({ functions: 100, statements: 100 }, [file])).toEqual([
    'src/a.ts:5 functions not called',
    'src/a.ts:5 statements not run',
  ]);
  expect(await notes({ branches: 1, functions: 1 }, [file])).toEqual([]);
});

it('shows changed lines as they are written, and the branch that makes one uncovered', async () => {
  const scene = { changed: { 'src/a.ts': [1, 4, 5] }, files: { 'src/a.ts': text } };
  expect(await notes({ changed: 100 }, [file], scene)).toEqual(['src/a.ts:5 not covered', '5 | e();']);
  const verdict = await judge({ changed: 100, partial: 'uncovered' }, [file], scene);
  expect(verdict.summary.map((line) => line.text)).toEqual([
    'changed 33.33% (1/3) < 100%, 2 lines short (since origin/main, 4f2c1e9)',
    'src/a.ts:1,5 not covered',
    'src/a.ts:1 (branch 2 of 2) not taken',
    '1 | if (a) {',
    '5 | e();',
  ]);
  expect(verdict.findings.slice(1)).toEqual([
    { severity: 'error', message: 'changed line not covered: branch 2 of 2 not taken', file: 'src/a.ts', line: 1 },
    { severity: 'error', message: 'changed line not covered', file: 'src/a.ts', line: 5 },
  ]);
});

it('lists once what is short as a whole and among changed lines', async () => {
  const scene = { changed: { 'src/a.ts': [1, 5] }, files: { 'src/a.ts': text } };
  expect(await notes({ lines: 100, branches: 100, changed: 100 }, [file], scene)).toEqual([
    'src/a.ts:5 not covered',
    'src/a.ts:1 (branch 2 of 2), 5 (all 2 branches) not taken',
    '5 | e();',
  ]);
  expect(await notes({ lines: 100, changed: 100, partial: 'uncovered' }, [file], scene)).toEqual([
    'src/a.ts:5 not covered',
    'src/a.ts:1 not covered',
    'src/a.ts:1 (branch 2 of 2) not taken',
    '1 | if (a) {',
    '5 | e();',
  ]);
});

it('shows twenty lines at most, ten of one file, and none that is longer than a screen is wide', async () => {
  const paths = ['src/a.ts', 'src/b.ts', 'src/c.ts'];
  const scene = {
    changed: Object.fromEntries(paths.map((path) => [path, lines(0, 30).map(([line]) => line)])),
    files: Object.fromEntries(paths.map((path) => [path, `${'x'.repeat(500)}\n`.repeat(30)])),
  };
  const told = await notes(
    { changed: 100 },
    paths.map((path) => ({ path, lines: lines(0, 30) })),
    scene,
  );
  const shown = told.filter((line) => line.includes(' | '));
  expect(shown).toHaveLength(20);
  expect(shown[10]).toMatch(/^1 \| x{120}…$/);
  expect(told.filter((line) => line.endsWith('not covered'))).toHaveLength(3);
});

it('lists what pulls the whole below its baseline: what is new, and what has more uncovered than it had', async () => {
  const listed = ['src/a.ts', 'src/b.ts', 'src/new.ts'].map((path) => ({ path, lines: lines(2, 4) }));
  const before = {
    '.lattice/coverage-baseline.json': JSON.stringify({
      version: 1,
      total: [9, 10],
      files: { 'src/a.ts': [2, 4], 'src/b.ts': [0, 0] },
    }),
  };
  expect(await notes({ ratchet: true }, listed, { before })).toEqual([
    'src/b.ts:3-4 not covered',
    'src/new.ts:3-4 not covered',
  ]);
});

it('counts the files beyond twenty', async () => {
  const many = Array.from({ length: 23 }, (_, at) => ({ path: `src/${at}.ts`, lines: lines(0, 1) }));
  const told = await notes({ lines: 50 }, many);
  expect(told).toHaveLength(21);
  expect(told.at(-1)).toBe('uncovered lines in 3 more files');
});
