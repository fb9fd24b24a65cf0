import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import summary from '../../src/coverage/istanbul-summary.ts';
import { asText, readReport } from '../support/coverage-reports.ts';

const real = readFileSync(path.join(import.meta.dirname, '../fixtures/coverage/istanbul-summary.json'), 'utf8');
const none = { total: 0, covered: 0, skipped: 0, pct: 'Unknown' };
const report = (lines: unknown) =>
  JSON.stringify({ total: { lines: none }, '/a.js': { lines, branches: none, functions: none, statements: none } });

describe('istanbul-summary', () => {
  it('counts what Istanbul prints', () => {
    const { files } = readReport(summary, real);
    expect(files).toEqual([
      {
        path: '/repo/src/shop.js',
        tallies: { lines: [5, 9], branches: [4, 6], functions: [1, 3], statements: [5, 10] },
      },
      {
        path: '/repo/src/spaced näme.js',
        tallies: { lines: [1, 1], branches: [0, 0], functions: [1, 1], statements: [1, 1] },
      },
    ]);
  });

  it('is recognized by its total, wherever that stands', () => {
    expect(summary.recognizes(asText(`\uFEFF${real}`))).toBe(true);
    expect(summary.recognizes(asText(`{"/a.js": {}, "total": {"lines": {"covered": 0}}}`))).toBe(true);
    expect(summary.recognizes(asText('{"total": 1}'))).toBe(false);
  });

  it.each([
    [real.slice(0, -10), /cut short/],
    [report(undefined), /is not an object/],
    [report({ total: 1, covered: 2 }), /more that ran/],
    [report({ total: 'Unknown', covered: 2 }), /is not an integer/],
    ['{"total": {"lines": {"covered": 0}}}', /names no file/],
  ])('refuses what is cut short or lacks counts', (text, problem) => {
    expect(() => readReport(summary, text)).toThrow(problem);
  });
});
