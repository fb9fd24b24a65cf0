import { describe, expect, it } from 'vitest';
import tsc from '../../src/tasks/tsc.ts';
import { contextIn } from '../support/preset-lab.ts';
import { exited, factsOf } from '../support/repository-facts.ts';

const context = contextIn('/project', []);

describe('judging tsc', () => {
  // 5.9 ends with 2, 7 with 1.
  it.each([1, 2])('reads errors that end with code %i, once each, without their explanations', (code) => {
    const stdout =
      "src/b (1).ts(1,14): error TS2322: Type 'string' is not assignable to type 'number'.\n" +
      "src/b (1).ts(1,14): error TS2322: Type 'string' is not assignable to type 'number'.\n" +
      "src/b (1).ts(4,14): error TS2322: Type '(x: string) => { y: number; }' is not assignable to type '(x: number) => { y: string; }'.\n" +
      "  Types of parameters 'x' and 'x' are incompatible.\n" +
      "    Type 'number' is not assignable to type 'string'.\n";
    expect(tsc.judge(exited(code, stdout), context)).toEqual({
      status: 'failed',
      findings: [
        {
          severity: 'error',
          message: "Type 'string' is not assignable to type 'number'",
          file: 'src/b (1).ts',
          line: 1,
          column: 14,
          rule: 'TS2322',
        },
        {
          severity: 'error',
          message: "Type '(x: string) => { y: number; }' is not assignable to type '(x: number) => { y: string; }'",
          file: 'src/b (1).ts',
          line: 4,
          column: 14,
          rule: 'TS2322',
        },
      ],
    });
  });

  it('keeps errors of the project as a whole, which have no place', () => {
    const stdout =
      "error TS18003: No inputs were found in config file '/project/tsconfig.json'. Specified 'include' paths were '[]'.\n";
    expect(tsc.judge(exited(2, stdout), context)).toMatchObject({ status: 'failed', findings: [{ rule: 'TS18003' }] });
  });

  it.each([
    [1, ''],
    [2, 'Killed\n'],
    [3, 'a.ts(1,1): error TS1: x\n'],
    [134, ''],
  ])('is broken by code %i with "%s"', (code, stdout) => {
    expect(tsc.judge(exited(code, stdout, 'FATAL ERROR: heap out of memory\n'), context).status).toBe('broken');
  });
});

describe('the command of tsc', () => {
  it('builds references when it is told to', () => {
    expect(tsc.check({})).toEqual([['tsc', '--noEmit', '-p', 'tsconfig.json', '--pretty', 'false']]);
    expect(tsc.check({ build: true })).toEqual([['tsc', '-b', '--pretty', 'false']]);
  });
});

describe('detecting tsc', () => {
  it('finds it by its config, and builds where that has references', () => {
    const packages = { node: ['typescript'] };
    expect(tsc.detect(factsOf({ 'tsconfig.json': '{}' }, packages))).toEqual({
      found: true,
      pace: 'thorough',
      because: 'tsconfig.json',
    });
    expect(tsc.detect(factsOf({ 'tsconfig.json': '{ "references": [{ "path": "p" }] }' }, packages))).toMatchObject({
      task: { options: { build: true } },
    });
  });

  it('says what is missing where only the config is there, and nothing where only the package is', () => {
    expect(tsc.detect(factsOf({ 'tsconfig.json': '{}' }))).toMatchObject({
      found: false,
      note: expect.stringContaining('npm i -D typescript'),
    });
    expect(tsc.detect(factsOf({}, { node: ['typescript'] }))).toBeUndefined();
  });
});
