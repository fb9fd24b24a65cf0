import { expect, it } from 'vitest';
import { findingsIn, problemOf } from '../support/scan-lab.ts';

/** By Ruff 0.17. */
const diagnostic = (more: object = {}) => ({
  cell: null,
  code: 'S602',
  end_location: { column: 16, row: 4 },
  filename: '/work/repo/a.py',
  fix: null,
  location: { column: 1, row: 3 },
  message: '`subprocess` call with `shell=True` seems safe',
  name: 'subprocess-popen-with-shell-equals-true',
  noqa_row: 3,
  severity: 'error',
  url: 'https://docs.astral.sh/ruff/rules/subprocess-popen-with-shell-equals-true',
  ...more,
});

it('reads diagnostics; the word that they all have says nothing', async () => {
  expect(await findingsIn('ruff', [diagnostic()])).toEqual([
    {
      tool: 'ruff',
      rule: 'S602',
      message: '`subprocess` call with `shell=True` seems safe',
      file: '/work/repo/a.py',
      line: 3,
      endLine: 4,
      column: 1,
    },
  ]);
  expect(await findingsIn('ruff', [], 'ruff')).toEqual([]);
});

it.each([
  ['what it calls invalid syntax', 'invalid-syntax'],
  ['a file without a code, as older versions have it', null],
  ['a file that cannot be read', 'E902'],
])('does not take %s for a checked file', async (_what, code) => {
  const report = [diagnostic(), diagnostic({ code, message: 'Expected an expression' })];
  expect(await problemOf(report)).toBe('ruff could not check: /work/repo/a.py: Expected an expression');
});
