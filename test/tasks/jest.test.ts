import { describe, expect, it } from 'vitest';
import jest from '../../src/tasks/jest.ts';
import { contextIn } from '../support/preset-lab.ts';
import { exited, factsOf } from '../support/repository-facts.ts';

const context = contextIn('/project', []);

/** As Jest 30 writes it, without members that say nothing of failures. */
const report = (...testResults: readonly object[]) =>
  JSON.stringify({
    numFailedTestSuites: testResults.length,
    success: false,
    testResults,
    wasInterrupted: false,
    coverageMap: {},
  });
const failed = (fullName: string, message: string) => ({
  fullName,
  status: 'failed',
  failureMessages: [message],
  location: null,
});
const suite = (name: string, message: string, ...assertionResults: readonly object[]) => ({
  assertionResults,
  message,
  name: `/project/${name}`,
  status: 'failed',
});

const EQUALITY =
  'Error: expect(received).toBe(expected) // Object.is equality\n\nExpected: 4\nReceived: 3\n' +
  '    at Object.toBe (/project/test/a (1).test.js:4:23)\n    at Promise.finally.completed (/project/node_modules/jest-circus/build/x.js:1834:28)';
const TIMEOUT =
  'Error: thrown: "Exceeded timeout of 20 ms for a test while waiting for `done()` to be called.\nSee https://jestjs.io/docs/api."\n' +
  '    at _getError (/project/node_modules/jest-circus/build/x.js:1985:12)\n    at Array.map (<anonymous>)\n\n' +
  '[cause]: Error: thrown: "Exceeded timeout of 20 ms"\n    at Object.test (/project/test/a (1).test.js:3:128)';
const EXCERPT =
  '  ● add › adds\n\n    expect(received).toBe(expected) // Object.is equality\n\n    Expected: 4\n    Received: 3\n\n' +
  "      2 | describe('add', () => {\n    > 4 |     expect(add(1, 2)).toBe(4);\n        |                       ^\n\n      at Object.toBe (test/a.test.js:4:23)\n";
const SYNTAX =
  '  ● Test suite failed to run\n\n    Jest encountered an unexpected token\n\n    Details:\n\n' +
  '    SyntaxError: /project/test/syn.test.js: Unexpected token (1:10)\n\n    > 1 | const x = ;\n        |           ^\n';
const MODULE =
  "  ● Test suite failed to run\n\n    Cannot find module 'nope' from 'test/mod.test.js'\n\n    > 1 | require('nope');\n" +
  '      at Resolver._throwModNotFoundError (node_modules/jest-resolve/build/index.js:1031:11)\n      at Object.require (test/mod.test.js:1:1)\n';

describe('judging jest', () => {
  it('finds the failing assertion, in front of frames of other packages', () => {
    const stdout = report(
      suite('test/a (1).test.js', EXCERPT, failed('add adds', EQUALITY), failed('timeout', TIMEOUT)),
    );
    const judgment = jest.judge(exited(1, stdout, 'FAIL test/a.test.js\n'), context);
    expect('findings' in judgment ? judgment.findings : []).toEqual([
      {
        severity: 'error',
        message: 'add adds: Error: expect(received).toBe(expected) // Object.is equality',
        file: 'test/a (1).test.js',
        line: 4,
        column: 23,
      },
      {
        severity: 'error',
        message:
          'timeout: Error: thrown: "Exceeded timeout of 20 ms for a test while waiting for `done()` to be called',
        file: 'test/a (1).test.js',
        line: 3,
        column: 128,
      },
    ]);
    expect(judgment).toMatchObject({
      status: 'failed',
      output: expect.stringMatching(/Expected: 4\n {4}Received: 3\n\n\n {6}at Object/),
    });
  });

  it.each([
    [
      'test/syn.test.js',
      SYNTAX,
      { message: 'SyntaxError: Unexpected token', file: 'test/syn.test.js', line: 1, column: 11 },
    ],
    [
      'test/mod.test.js',
      MODULE,
      { message: "Cannot find module 'nope' from 'test/mod.test.js'", file: 'test/mod.test.js', line: 1, column: 1 },
    ],
    [
      'test/none.test.js',
      '  ● Test suite failed to run\n\n    Your test suite must contain at least one test.\n',
      { message: 'Your test suite must contain at least one test', file: 'test/none.test.js' },
    ],
  ])('says why %s could not be run', (name, message, finding) => {
    expect(jest.judge(exited(1, report(suite(name, message))), context)).toMatchObject({
      status: 'failed',
      findings: [{ severity: 'error', ...finding }],
    });
  });

  it.each([
    [
      1,
      '',
      'No tests found, exiting with code 1\nRun with `--passWithNoTests` to exit with code 0\n',
      'No tests found',
    ],
    [1, '', '● Unrecognized CLI Parameter:\n\n  Unrecognized option "nope".\n', 'Unrecognized'],
    [
      1,
      '',
      '● Validation Error:\n\n  Preset nope-jest not found relative to rootDir /project.\n',
      'npm i -D nope-jest',
    ],
    [1, report(), '', 'exit code 1'],
    [1, '{"numFailedTests": 1, "testRes', '', 'exit code 1'],
    [134, '', 'FATAL ERROR: heap out of memory\n', 'heap out of memory'],
  ])('is broken by code %i without a failure (%#)', (code, stdout, stderr, message) => {
    expect(jest.judge(exited(code, stdout, stderr), context)).toMatchObject({
      status: 'broken',
      message: expect.stringContaining(message),
    });
  });
});

describe('detecting jest', () => {
  it('gates coverage, which Jest always measures', () => {
    expect(jest.detect(factsOf({ 'jest.config.js': '' }, { node: ['jest'] }))).toEqual({
      found: true,
      pace: 'thorough',
      because: 'jest.config.js',
      gates: { coverage: { lines: 90, changed: 90 } },
    });
    expect(jest.detect(factsOf({ 'package.json': '{ "jest": {} }' }, { node: ['jest'] }))).toMatchObject({
      because: 'package.json#jest',
    });
    expect(jest.detect(factsOf({}))).toBeUndefined();
  });
});
