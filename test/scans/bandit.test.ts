import { expect, it } from 'vitest';
import { findingsIn, problemOf } from '../support/scan-lab.ts';

/** By bandit 1.9.4, with what does not matter left out. */
const issue = (more: object = {}) => ({
  code: '3 subprocess.call("ls " + input(), shell=True)\n',
  col_offset: 0,
  end_col_offset: 44,
  filename: './b.py',
  issue_confidence: 'HIGH',
  issue_cwe: { id: 78, link: 'https://cwe.mitre.org/data/definitions/78.html' },
  issue_severity: 'HIGH',
  issue_text: 'subprocess call with shell=True identified, security issue.',
  line_number: 3,
  line_range: [3, 4],
  more_info: 'https://bandit.readthedocs.io',
  test_id: 'B602',
  test_name: 'subprocess_popen_with_shell_equals_true',
  ...more,
});
const report = (results: readonly unknown[], errors: readonly unknown[] = []) => ({
  errors,
  generated_at: '2026-11-26T03:16:38Z',
  metrics: { _totals: { loc: 8 } },
  results,
});

it('reads issues with their severity', async () => {
  expect(await findingsIn('bandit', report([issue()]))).toEqual([
    {
      tool: 'bandit',
      rule: 'B602',
      message: 'subprocess call with shell=True identified, security issue.',
      file: './b.py',
      line: 3,
      endLine: 4,
      column: 1,
      word: 'high',
    },
  ]);
  expect(await findingsIn('bandit', report([]))).toEqual([]);
});

it('knows no rank of what bandit calls undefined', async () => {
  expect((await findingsIn('bandit', report([issue({ issue_severity: 'UNDEFINED' })])))[0]).not.toHaveProperty('word');
});

it('does not keep a password that bandit quotes', async () => {
  const text = "Possible hardcoded password: 'hunter2: x'";
  const found = await findingsIn('bandit', report([issue({ test_id: 'B105', issue_text: text, code: 'hunter2' })]));
  expect(found[0]?.message).toBe('Possible hardcoded password');
  expect(JSON.stringify(found)).not.toContain('hunter2');
});

it('does not take a file that could not be parsed for a clean one', async () => {
  const errors = [{ filename: './bad.py', reason: 'syntax error while parsing AST from file' }];
  expect(await problemOf(report([], errors))).toBe(
    'bandit could not check: ./bad.py: syntax error while parsing AST from file',
  );
});
