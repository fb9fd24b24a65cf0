import { describe, expect, it } from 'vitest';
import type { Options } from '../../src/core/contracts/schema.ts';
import stryker from '../../src/tasks/stryker.ts';
import { contextIn } from '../support/preset-lab.ts';
import { exited, factsOf } from '../support/repository-facts.ts';

// Written by Stryker 9.6.1 with Vitest; mutants and members that nothing depends on are cut out.

const mutant = (status: string, mutatorName: string, replacement: string, line: number, column: number) => ({
  id: '1',
  mutatorName,
  replacement,
  status,
  static: false,
  testsCompleted: 1,
  coveredBy: ['0'],
  location: { end: { column: 20, line }, start: { column, line } },
});
const MUTANTS = [
  mutant('Killed', 'ArrowFunction', '() => undefined', 2, 30),
  mutant('Timeout', 'ConditionalExpression', 'true', 3, 7),
  mutant('Survived', 'EqualityOperator', 'discount >= 10', 3, 7),
  mutant('NoCoverage', 'BlockStatement', '{}', 7, 27),
  mutant('Ignored', 'StringLiteral', '""', 8, 1),
  mutant('CompileError', 'StringLiteral', '""', 8, 1),
  mutant('RuntimeError', 'StringLiteral', '""', 8, 1),
];

function reportOf(mutants: readonly unknown[] = MUTANTS, thresholds: object = { high: 90, low: 70 }): string {
  const file = { language: 'javascript', mutants, source: 'export function total() {}\n' };
  return JSON.stringify({ files: { 'src/price.js': file }, schemaVersion: '1.0', thresholds, testFiles: {} });
}

const BELOW = exited(
  1,
  '05:15:54 (9750) ERROR MutationTestReportHelper Final mutation score 50.00 under breaking threshold 60, setting exit code to 1 (failure).\n',
);

function judge(report: string | undefined, options: Options = {}, exit = exited(0)) {
  return stryker.judge(exit, contextIn('/project', [], { results: [report], options }));
}

describe('judging Stryker', () => {
  it('refuses where too few mutants were noticed, and says which were not', () => {
    expect(judge(reportOf())).toEqual({
      status: 'failed',
      findings: [
        { severity: 'error', message: 'mutants killed 50.00% (2/4) < 80%, 2 short' },
        {
          severity: 'warning',
          message: 'no test notices it replaced by `discount >= 10`',
          file: 'src/price.js',
          line: 3,
          column: 7,
          rule: 'EqualityOperator',
        },
        {
          severity: 'warning',
          message: 'no test runs this',
          file: 'src/price.js',
          line: 7,
          column: 27,
          rule: 'BlockStatement',
        },
      ],
    });
  });

  it('goes by the task, else by the config of Stryker', () => {
    expect(judge(reportOf(), { score: 50 })).toEqual({ status: 'passed' });
    expect(judge(reportOf(MUTANTS, { high: 80, low: 60, break: 50 }))).toEqual({ status: 'passed' });
    expect(judge(reportOf(MUTANTS, { high: 80, low: 60, break: 50 }), { score: '50.01' })).toMatchObject({
      status: 'failed',
    });
  });

  it('refuses what Stryker refuses', () => {
    expect(judge(reportOf(), { score: 10 }, BELOW)).toMatchObject({
      status: 'failed',
      findings: [{ message: 'mutation score 50.00 < 60, which `thresholds.break` of its config asks for' }, {}, {}],
    });
  });

  it.each([
    ['has written no report', undefined, exited(1, 'ConfigError: No tests were executed.\n')],
    ['has written half of one', reportOf().slice(0, 200), exited(0)],
    ['has not finished', reportOf([MUTANTS[0], mutant('Pending', 'StringLiteral', '""', 1, 1)]), exited(0)],
    ['has mutated nothing', reportOf([]), exited(0)],
    ['ends with 1 for another reason', reportOf([MUTANTS[0]]), exited(1, 'Error: the disk is full\n')],
    ['ends with another code', reportOf([MUTANTS[0]]), exited(2)],
  ])('is broken where it %s', (_, report, exit) => {
    expect(judge(report, {}, exit)).toMatchObject({ status: 'broken' });
  });

  it('reads the report where the config has it written', () => {
    expect(stryker.results({})).toEqual(['reports/mutation/mutation.json']);
    expect(stryker.results({ report: 'out/m.json' })).toEqual(['out/m.json']);
  });
});

describe('detecting Stryker', () => {
  it('says where it belongs', () => {
    expect(stryker.detect(factsOf({ 'stryker.config.mjs': '' }))).toMatchObject({ found: false });
    expect(stryker.detect(factsOf({ '.stryker.conf.json': '' }))).toMatchObject({ found: false });
    expect(stryker.detect(factsOf({}))).toBeUndefined();
  });
});
