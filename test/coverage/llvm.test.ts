import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import lcov from '../../src/coverage/lcov.ts';
import llvm from '../../src/coverage/llvm.ts';
import { asText, count, readReport } from '../support/coverage-reports.ts';

const fixture = (name: string) => readFileSync(path.join(import.meta.dirname, '../fixtures/coverage', name), 'utf8');
const report = (file: Readonly<Record<string, unknown>>, functions: unknown = []) =>
  JSON.stringify({
    version: '2.0.1',
    type: 'llvm.coverage.json.export',
    data: [{ files: [{ filename: '/a.c', ...file }], functions }],
  });
const lines = (...segments: readonly (readonly unknown[])[]) => readReport(llvm, report({ segments })).files[0]?.lines;

describe('llvm', () => {
  // `llvm-cov report` says of it: lines 18, 5 missed; functions 3, 1 missed; branches 10, 5 missed.
  it('counts what llvm-cov prints', () => {
    const { files } = readReport(llvm, fixture('llvm.json'));
    expect(files.map((file) => file.path)).toEqual(['/repo/src/shop.c']);
    expect([files[0]?.lines, files[0]?.branches, files[0]?.functions].map(count)).toEqual([
      [13, 18],
      [5, 10],
      [2, 3],
    ]);
  });

  it('says of every line what llvm-cov writes as LCOV', () => {
    expect(readReport(llvm, fixture('llvm.json')).files[0]?.lines).toEqual(
      readReport(lcov, fixture('llvm.lcov')).files[0]?.lines,
    );
  });

  it('carries a count on to the next segment, and takes the busiest region of a line', () => {
    expect(
      lines(
        [1, 1, 2, true, true, false],
        [3, 5, 7, true, true, false],
        [3, 9, 2, true, false, false],
        [4, 2, 0, false, false],
      ),
    ).toEqual([
      [1, 2],
      [2, 2],
      [3, 7],
      [4, 2],
    ]);
  });

  it('passes over lines that are skipped', () => {
    expect(
      lines(
        [2, 1, 1, true, true, false],
        [3, 1, 0, false, true, false],
        [5, 1, 1, true, false, false],
        [6, 2, 0, false, false, false],
      ),
    ).toEqual([
      [2, 1],
      [6, 1],
    ]);
  });

  it('takes instances of one function for one', () => {
    const of = (count: number) => ({
      name: `f${count}`,
      count,
      filenames: ['/a.c'],
      regions: [[3, 1, 5, 2, count, 0, 0, 0]],
    });
    expect(readReport(llvm, report({ segments: [] }, [of(0), of(2)])).files[0]?.functions).toEqual([[3, 2, '3:1']]);
  });

  it('knows no branches where all lists of them are empty', () => {
    expect(readReport(llvm, report({ segments: [], branches: [] })).files[0]?.branches).toBeUndefined();
  });

  it('is recognized by its type, in any order of keys', () => {
    expect(llvm.recognizes(asText(`\uFEFF${fixture('llvm.json')}`))).toBe(true);
    expect(llvm.recognizes(asText('{"type": "other"}'))).toBe(false);
  });

  it.each([
    [fixture('llvm.json').slice(0, -10), /cut short/],
    [report({ summary: {} }), /--summary-only/],
    [report({ segments: [[1]], branches: [[1, 2]] }), /cut short/],
    [report({ segments: [['1']] }), /is not an integer/],
    [
      report({
        segments: [
          [1, 1, 1, true, true],
          [900_000_000, 1, 0, false, false],
        ],
      }),
      /line 899999999/,
    ],
  ])('refuses what is cut short, a mere summary or not of the form', (text, problem) => {
    expect(() => readReport(llvm, text)).toThrow(problem);
  });
});
