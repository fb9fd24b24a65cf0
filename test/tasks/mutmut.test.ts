import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { optionsSchema } from '../../src/config/schema/config.ts';
import type { Options } from '../../src/core/contracts/schema.ts';
import mutmut from '../../src/tasks/mutmut.ts';
import { contextIn } from '../support/preset-lab.ts';
import { exited, factsOf } from '../support/repository-facts.ts';

// Written by mutmut 3.8.1.

const STATS = `{
    "killed": 4,
    "survived": 3,
    "total": 9,
    "no_tests": 2,
    "skipped": 0,
    "suspicious": 0,
    "timeout": 0,
    "check_was_interrupted_by_user": 0,
    "segfault": 0
}`;
const RESULTS = `    shop.price.x_total__mutmut_1: survived
    shop.price.x_total__mutmut_4: survived
    shop.price.x_total__mutmut_5: survived
    shop.price.x_unused__mutmut_1: no tests
    shop.price.x_unused__mutmut_2: no tests
`;
const RED = `⠋ Generating mutants\r⠙ Generating mutants
    done in 38ms (0 files mutated, 0 ignored, 2 unmodified)
⠸ Running stats     \r⠼ Running stats
F
AssertionError: assert 3 == 4
1 failed in 0.05s
failed to collect stats. runner returned 1
`;

const saved = exited(0, 'Saved CI/CD stats to mutants/mutmut-cicd-stats.json\n');
const files = new Set(['src/shop/price.py']);

/** Judges the command `mutmut results`, which comes last. */
function judge(report: string | undefined, options: Options = {}) {
  const context = contextIn('/project', [], { step: 2, results: [report], options });
  const toRepoPath = (path: string) => (files.has(path) ? path : undefined);
  return mutmut.judge(exited(0, RESULTS), { ...context, toRepoPath });
}

const statsOf = (counts: Readonly<Record<string, number>>) => JSON.stringify({ survived: 0, ...counts });

describe('running mutmut', () => {
  it('tests every mutant anew, and takes arguments where they are understood', () => {
    expect(mutmut.check()[0]).toEqual(['mutmut', 'run', '*', '{args}']);
    expect([...mutmut.results(), ...mutmut.forgets]).toEqual([
      'mutants/mutmut-cicd-stats.json',
      'mutants/mutmut-stats.json',
    ]);
  });

  it('goes on where the mutants were tested and counted', () => {
    expect(mutmut.judge(exited(0, '11.16 mutations/second\n'), contextIn('/project', []))).toEqual({
      status: 'passed',
    });
    expect(mutmut.judge(saved, contextIn('/project', [], { step: 1, results: [STATS] }))).toEqual({ status: 'passed' });
  });

  it.each([
    ['tests fail', RED, 'the tests fail as they are'],
    ['there are none', 'no tests ran in 0.07s\nfailed to collect stats. runner returned 5\n', 'there are no tests'],
    ['the clean run fails', 'Failed to run clean test\n', 'the tests fail as they are'],
    ['pytest is missing', 'failed to collect stats. runner returned 4\n', 'exit code 1'],
    ['it crashes', '', 'exit code 1'],
  ])('is broken where %s', (_, stdout, message) => {
    expect(mutmut.judge(exited(1, stdout), contextIn('/project', []))).toMatchObject({
      status: 'broken',
      message: expect.stringContaining(message),
    });
  });

  it.each([
    ['fails to count', exited(1), STATS],
    ['has nothing to count', exited(0, 'No previous mutation data found. Run "mutmut run" first.\n'), undefined],
  ])('is broken where it %s', (_, exit, report) => {
    expect(mutmut.judge(exit, contextIn('/project', [], { step: 1, results: [report] }))).toMatchObject({
      status: 'broken',
    });
  });
});

describe('the score', () => {
  it('refuses with what is short, and names those that live', () => {
    expect(judge(STATS)).toEqual({
      status: 'failed',
      findings: [
        { severity: 'error', message: 'mutants killed 44.44% (4/9) < 80%, 4 short' },
        ...['x_total__mutmut_1', 'x_total__mutmut_4', 'x_total__mutmut_5'].map((name) => ({
          severity: 'warning',
          message: `survived: \`mutmut show shop.price.${name}\``,
          file: 'src/shop/price.py',
          rule: 'mutant',
        })),
        ...['x_unused__mutmut_1', 'x_unused__mutmut_2'].map((name) => ({
          severity: 'warning',
          message: `no tests: \`mutmut show shop.price.${name}\``,
          file: 'src/shop/price.py',
          rule: 'mutant',
        })),
      ],
    });
  });

  it('is exact', () => {
    expect(judge(statsOf({ killed: 89_996, total: 100_000 }), { score: 90 })).toMatchObject({ status: 'failed' });
    expect(judge(statsOf({ killed: 89_996, total: 100_000 }), { score: '89.996' })).toEqual({ status: 'passed' });
    expect(judge(statsOf({ killed: 4, total: 5 }))).toEqual({ status: 'passed' });
  });

  it('counts as the badge of mutmut: ran out of time is noticed, skipped is none', () => {
    expect(judge(statsOf({ killed: 3, timeout: 1, skipped: 5, total: 10 }))).toEqual({ status: 'passed' });
    expect(judge(statsOf({ killed: 3, suspicious: 1, segfault: 1, total: 5 }))).toMatchObject({ status: 'failed' });
  });

  it.each([
    undefined,
    '',
    '{}',
    '[]',
    STATS.slice(0, 40),
    statsOf({ killed: 5, total: 4 }),
    statsOf({ killed: -1, total: 4 }),
    statsOf({ killed: 0.5, total: 1 }),
    statsOf({ killed: 0, total: 0 }),
    statsOf({ killed: 0, skipped: 3, total: 3 }),
  ])('is broken without numbers (%#)', (report) => {
    expect(judge(report, { score: 0 })).toMatchObject({ status: 'broken' });
  });

  it.each([
    [80, true],
    ['79.99', true],
    [0, true],
    [-5, false],
    [101, false],
    ['half', false],
    [true, false],
  ])('may be %j: %s', (score, isRight) => {
    expect(z.safeParse(optionsSchema(mutmut), { score, args: ['--max-children', '2'] }).success).toBe(isRight);
  });
});

describe('detecting mutmut', () => {
  it('says where it belongs', () => {
    const note = expect.stringContaining('a tier of its own');
    expect(mutmut.detect(factsOf({ 'pyproject.toml': '[tool.mutmut]\n' }))).toEqual({ found: false, note });
    expect(mutmut.detect(factsOf({ 'setup.cfg': '[mutmut]\n' }))).toEqual({ found: false, note });
    expect(mutmut.detect(factsOf({}, { python: ['mutmut'] }))).toBeUndefined();
  });
});
