import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import istanbul from '../../src/coverage/istanbul.ts';
import { asText, count, readReport } from '../support/coverage-reports.ts';

const real = readFileSync(path.join(import.meta.dirname, '../fixtures/coverage/vitest-final.json'), 'utf8');
const range = (from: number, to: number) => ({ start: { line: from, column: 0 }, end: { line: to, column: null } });
const report = (file: Readonly<Record<string, unknown>>) =>
  JSON.stringify({
    '/repo/a.js': {
      path: '/repo/a.js',
      all: false,
      ...{ statementMap: {}, s: {}, branchMap: {}, b: {}, fnMap: {}, f: {} },
      ...file,
    },
  });

describe('istanbul', () => {
  it('counts what Vitest prints for its own report', () => {
    const { files } = readReport(istanbul, real);
    expect(files.map((file) => file.path)).toEqual(['/repo/src/shop.js', '/repo/src/spaced näme.js']);
    expect(files.map((file) => [file.lines, file.branches, file.functions, file.statements].map(count))).toEqual([
      [
        [5, 9],
        [4, 6],
        [1, 3],
        [5, 10],
      ],
      [
        [1, 1],
        [0, 0],
        [1, 1],
        [1, 1],
      ],
    ]);
  });

  it('takes for a line only one on which a statement starts, and the busiest statement for its count', () => {
    const text = report({ statementMap: { 0: range(2, 6), 1: range(2, 2), 2: range(4, 4) }, s: { 0: 1, 1: 5, 2: 0 } });
    expect(readReport(istanbul, text).files[0]?.lines).toEqual([
      [2, 5],
      [4, 0],
    ]);
    expect(readReport(istanbul, text).files[0]?.spans).toEqual([[2, 6]]);
  });

  it('finds the line of a branch whose own place is empty', () => {
    const branch = { type: 'if', loc: { start: {}, end: {} }, locations: [range(3, 3), { start: {}, end: {} }] };
    const text = report({ branchMap: { 0: branch }, b: { 0: [1, 0] } });
    expect(readReport(istanbul, text).files[0]?.branches?.map(([line, hits]) => [line, hits])).toEqual([
      [3, 1],
      [3, 0],
    ]);
  });

  it('is recognized by what it holds, in any order of keys', () => {
    expect(istanbul.recognizes(asText('\r\n{"a": {"s": {}, "statementMap" : {}}}'))).toBe(true);
    expect(istanbul.recognizes(asText('{"total": {"lines": {}}}'))).toBe(false);
  });

  it.each([
    real.slice(0, -20),
    report({ s: undefined }),
    report({ statementMap: { 0: range(1, 1) } }),
    '[]',
    '{"a": 1}',
  ])('refuses what is cut short or lacks counts', (text) => {
    expect(() => readReport(istanbul, text)).toThrow(/cut short|is not an/);
  });
});
