import { expect, it } from 'vitest';
import { findingsIn, problemOf } from '../support/scan-lab.ts';

/** By ESLint 9.39. */
const file = (messages: readonly unknown[]) => ({
  filePath: '/work/repo/src/a.js',
  messages,
  suppressedMessages: [
    { ruleId: 'no-eval', severity: 2, message: 'eval', line: 1, suppressions: [{ kind: 'directive' }] },
  ],
  errorCount: 2,
  fatalErrorCount: 0,
  warningCount: 1,
  fixableErrorCount: 0,
  fixableWarningCount: 1,
  source: 'var a = 1;\n',
  usedDeprecatedRules: [],
});

it('reads messages, and not those that are suppressed', async () => {
  const messages = [
    { ruleId: 'no-var', severity: 1, message: 'Unexpected var.', line: 1, column: 1, endLine: 1, endColumn: 11 },
    { ruleId: '@a/b', severity: 2, message: 'is not defined.', line: 2, column: 3, endLine: 4, endColumn: 15 },
    { ruleId: null, severity: 1, message: 'File ignored because of a matching ignore pattern.' },
  ];
  expect(await findingsIn('eslint', [file(messages), file([])])).toEqual([
    {
      tool: 'eslint',
      rule: 'no-var',
      message: 'Unexpected var.',
      file: '/work/repo/src/a.js',
      line: 1,
      column: 1,
      level: 'warning',
    },
    {
      tool: 'eslint',
      rule: '@a/b',
      message: 'is not defined.',
      file: '/work/repo/src/a.js',
      line: 2,
      endLine: 4,
      column: 3,
      level: 'error',
    },
    {
      tool: 'eslint',
      message: 'File ignored because of a matching ignore pattern.',
      file: '/work/repo/src/a.js',
      level: 'warning',
    },
  ]);
});

it('does not take a file that could not be parsed for a checked one', async () => {
  const fatal = {
    ruleId: null,
    nodeType: null,
    fatal: true,
    severity: 2,
    message: 'Parsing error: Unexpected token =',
    line: 1,
  };
  expect(await problemOf([file([fatal])])).toBe(
    'eslint could not check: /work/repo/src/a.js: Parsing error: Unexpected token =',
  );
});

it('is clean when it is empty and known to be of ESLint', async () => {
  expect(await findingsIn('eslint', [], 'ESLint')).toEqual([]);
});
