import { describe, expect, it } from 'vitest';
import vitest from '../../src/tasks/vitest.ts';
import { contextIn } from '../support/preset-lab.ts';
import { exited, factsOf } from '../support/repository-facts.ts';

const context = contextIn('/project', []);

const STDOUT =
  '\n RUN  v4.1.9 /project\n\n ❯ test/bad.test.js (2 tests | 2 failed) 7ms\n\n Test Files  1 failed | 1 passed (2)\n\n\n' +
  '::error file=/project/test/bad.test.js,title=test/bad.test.js > add > adds%2C wrongly%3A yes,line=3,column=43::AssertionError: a: b, c: expected 3 to be 4 // Object.is equality%0A%0A- Expected%0A+ Received%0A%0A ❯ helper test/bad.test.js:3:43%0A\n\n' +
  '::error file=/project/test/bad.test.js,title=test/bad.test.js > add > throws%0Anl,line=6,column=34::Error: line one 100%25%0Aline two%0A\n';
const STDERR =
  '\n⎯⎯⎯⎯⎯⎯⎯ Failed Tests 2 ⎯⎯⎯⎯⎯⎯⎯\n\n FAIL  test/bad.test.js > add > adds, wrongly: yes\nAssertionError: a: b, c: expected 3 to be 4 // Object.is equality\n\n' +
  " ❯ helper test/bad.test.js:3:43\n      1| import { expect } from 'vitest';\n       |                    ^\n\n⎯⎯⎯⎯⎯⎯⎯[1/2]⎯\n\n" +
  ' FAIL  |unit| test/syn.test.js [ test/syn.test.js ]\nRolldownError: Parse failure: Parse failed with 1 error:\nUnexpected token\n1: const x = ;\n';

describe('judging vitest', () => {
  it('finds each failure once: where it happened, or at least in which file', () => {
    const judgment = vitest.judge(exited(1, STDOUT, STDERR), context);
    expect(judgment).toMatchObject({ status: 'failed' });
    expect('findings' in judgment ? judgment.findings : []).toEqual([
      {
        severity: 'error',
        message: 'add > adds, wrongly: yes: AssertionError: a: b, c: expected 3 to be 4 // Object.is equality',
        file: 'test/bad.test.js',
        line: 3,
        column: 43,
      },
      {
        severity: 'error',
        message: 'add > throws: Error: line one 100%',
        file: 'test/bad.test.js',
        line: 6,
        column: 34,
      },
      {
        severity: 'error',
        message: 'RolldownError: Parse failure: Parse failed with 1 error: Unexpected token',
        file: 'test/syn.test.js',
      },
    ]);
  });

  it('shows failures without code and frames', () => {
    const judgment = vitest.judge(exited(1, STDOUT, STDERR), context);
    const output = 'output' in judgment ? (judgment.output ?? '') : '';
    expect(output).toContain('FAIL  test/bad.test.js > add > adds, wrongly: yes');
    expect(output).not.toContain('import { expect }');
    expect(output.split('\n').length).toBeLessThanOrEqual(40);
  });

  it('fails for an error outside of all tests', () => {
    const stdout =
      ' Tests  2 passed (2)\n::error file=/project/test/unh.test.js,title=Unhandled error,line=1,column=119::Error: late%0A ❯ x%0A\n';
    expect(vitest.judge(exited(1, stdout), context)).toMatchObject({
      status: 'failed',
      findings: [{ message: 'Error: late', file: 'test/unh.test.js', line: 1 }],
    });
  });

  it.each([
    [
      1,
      'No test files found, exiting with code 1\n\ninclude: **/*.test.js\n',
      'No test files found, exiting with code 1',
    ],
    [1, " MISSING DEPENDENCY  Cannot find dependency '@vitest/coverage-v8'\n\n", 'npm i -D @vitest/coverage-v8'],
    [
      1,
      'failed to load config from /project/vitest.config.js\n\n⎯⎯⎯ Startup Error ⎯⎯⎯\nError: boom\n    at x\n',
      'Error: boom',
    ],
    [1, '', 'exit code 1'],
    [130, '', 'exit code 130'],
  ])('is broken by code %i without a failure (%#)', (code, stderr, message) => {
    expect(vitest.judge(exited(code, '\n RUN  v4.1.9 /project\n\n', stderr), context)).toMatchObject({
      status: 'broken',
      message: expect.stringContaining(message),
    });
  });
});

describe('detecting vitest', () => {
  it('gates coverage where a provider is installed', () => {
    const repository = factsOf({ 'vitest.config.ts': '' }, { node: ['vitest', '@vitest/coverage-istanbul'] });
    expect(vitest.detect(repository)).toEqual({
      found: true,
      pace: 'thorough',
      because: 'vitest.config.ts',
      gates: { coverage: { lines: 90, changed: 90 } },
    });
  });

  it('switches coverage off and says how to have it where there is none', () => {
    expect(vitest.detect(factsOf({}, { node: ['vitest'] }))).toMatchObject({
      task: { options: { coverage: false } },
      note: expect.stringContaining('npm i -D @vitest/coverage-v8'),
    });
  });

  it('leaves out the sources of the other language and prose, but not prose among the tests', () => {
    const packages = { node: ['vitest', '@vitest/coverage-v8'] };
    const mixed = factsOf({ 'a.py': '', 'README.md': '' }, packages);
    expect(vitest.detect(mixed)).toMatchObject({ task: { exclude: ['**/*.{py,pyi,ipynb}', '**/*.{md,mdx,rst}'] } });
    const reading = factsOf({ 'README.md': '', 'test/fixtures/a.md': '' }, packages);
    expect(vitest.detect(reading)).not.toHaveProperty('task');
  });

  it('has nothing to say elsewhere', () => {
    expect(vitest.detect(factsOf({ 'vite.config.ts': '' }))).toBeUndefined();
  });
});
