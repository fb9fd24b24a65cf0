import { expect, it } from 'vitest';
import { findingsIn, problemOf } from '../support/scan-lab.ts';

const result = (severity: string, more: object = {}) => ({
  check_id: 'python.lang.security.audit.eval',
  path: 'src/a.py',
  start: { line: 3, col: 5, offset: 30 },
  end: { line: 4, col: 9, offset: 60 },
  extra: {
    message: 'Detected eval',
    metadata: {},
    severity,
    fingerprint: 'x',
    lines: 'requires login',
    is_ignored: false,
    ...more,
  },
});
/** As semgrep 1 writes it. */
const report = (results: readonly unknown[], errors: readonly unknown[] = []) => ({
  version: '1.100.0',
  results,
  errors,
  paths: { scanned: ['src/a.py'] },
  skipped_rules: [],
});

it.each([
  ['ERROR', 'high'],
  ['WARNING', 'medium'],
  ['INFO', 'low'],
  ['CRITICAL', 'critical'],
])('reads the severity %s as %s', async (severity, word) => {
  expect(await findingsIn('semgrep', report([result(severity)]))).toEqual([
    {
      tool: 'semgrep',
      rule: 'python.lang.security.audit.eval',
      message: 'Detected eval',
      file: 'src/a.py',
      line: 3,
      endLine: 4,
      column: 5,
      word,
    },
  ]);
});

it('leaves out what a comment ignores, and is clean without results', async () => {
  expect(await findingsIn('semgrep', report([result('ERROR', { is_ignored: true })]))).toEqual([]);
  expect(await findingsIn('semgrep', report([]))).toEqual([]);
});

it('does not take a run with errors for a clean one; warnings of it are none', async () => {
  const error = { code: 3, level: 'error', type: 'Syntax error', message: 'Syntax error at line 1', path: 'src/b.py' };
  expect(await problemOf(report([], [error]))).toBe('semgrep met an error: src/b.py: Syntax error at line 1');
  expect(await findingsIn('semgrep', report([], [{ ...error, level: 'warn' }]))).toEqual([]);
});
