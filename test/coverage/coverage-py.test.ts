import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import coveragePy from '../../src/coverage/coverage-py.ts';
import { asText, count, readReport } from '../support/coverage-reports.ts';

const fixture = (name: string) => readFileSync(path.join(import.meta.dirname, '../fixtures/coverage', name), 'utf8');

describe('coverage-py', () => {
  it('counts the statements and branches that coverage.py prints', () => {
    const { files } = readReport(coveragePy, fixture('coverage-py-branch.json'));
    expect(files.map((file) => file.path)).toEqual(['pkg/__init__.py', 'pkg/shop.py']);
    expect([count(files[1]?.lines), count(files[1]?.branches)]).toEqual([
      [9, 11],
      [4, 6],
    ]);
  });

  it('knows no branches where none were measured', () => {
    const { files } = readReport(coveragePy, fixture('coverage-py-plain.json'));
    expect(files.map((file) => file.branches)).toEqual([undefined, undefined]);
  });

  it('leaves out excluded lines, and takes leaving a block for a branch', () => {
    const file = {
      ...{ executed_lines: [3, 1], missing_lines: [7, 5], excluded_lines: [7] },
      ...{ executed_branches: [[1, -1]], missing_branches: [[1, 3]] },
    };
    const text = JSON.stringify({ meta: { format: 3, branch_coverage: true }, files: { 'a.py': file } });
    expect(readReport(coveragePy, `${text}`).files).toEqual([
      {
        path: 'a.py',
        lines: [
          [1, 1],
          [3, 1],
          [5, 0],
        ],
        branches: [
          [1, 1, 'to -1'],
          [1, 0, 'to 3'],
        ],
      },
    ]);
  });

  it('is recognized in any order of keys', () => {
    expect(coveragePy.recognizes(asText('{"files": {"a.py": {"executed_lines": [1]}}, "meta": {}}'))).toBe(true);
    expect(coveragePy.recognizes(asText('{"a": {"statementMap": {}}}'))).toBe(false);
  });

  it.each([
    fixture('coverage-py-branch.json').slice(0, -10),
    '{"meta": {"branch_coverage": false}}',
    '{"meta": {"branch_coverage": true}, "files": {"a": {"executed_lines": [], "missing_lines": []}}}',
    '{"meta": {}, "files": {"a": {"executed_lines": ["1"], "missing_lines": []}}}',
  ])('refuses what is cut short or lacks lists', (text) => {
    expect(() => readReport(coveragePy, text)).toThrow(/cut short|is not an/);
  });
});
