import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import simplecov from '../../src/coverage/simplecov.ts';
import { asText, count, readReport } from '../support/coverage-reports.ts';

const real = readFileSync(path.join(import.meta.dirname, '../fixtures/coverage/simplecov.json'), 'utf8');
const report = (...files: readonly unknown[]) =>
  JSON.stringify(
    Object.fromEntries(files.map((file, at) => [`suite ${at}`, { coverage: { '/a.rb': file }, timestamp: at }])),
  );
const arms = (hits: number) => ({
  '[:if, 0, 2, 0, 4, 3]': { '[:then, 1, 3, 2, 3, 5]': hits, '[:else, 2, 2, 0, 4, 3]': 0 },
});

describe('simplecov', () => {
  it('reads lines that can run, branches, and says by which mark lines are left out', () => {
    const { files } = readReport(simplecov, real);
    expect(files.map((file) => [file.path, file.skipMark])).toEqual([['/repo/lib/shop.rb', ':nocov:']]);
    expect(count(files[0]?.lines)).toEqual([8, 12]);
    expect(count(files[0]?.branches)).toEqual([2, 4]);
  });

  it('leaves out what is null or ignored', () => {
    expect(readReport(simplecov, report({ lines: [null, 1, 'ignored', 0] })).files[0]?.lines).toEqual([
      [2, 1],
      [4, 0],
    ]);
  });

  it('puts suites together as SimpleCov does', () => {
    const text = report({ lines: [1, 0, null, null], branches: arms(0) }, { lines: [2, 0, 0, 3], branches: arms(2) });
    const { files } = readReport(simplecov, text);
    expect(files[0]?.lines).toEqual([
      [1, 3],
      [2, 0],
      [4, 3],
    ]);
    expect(count(files[0]?.branches)).toEqual([1, 2]);
  });

  it('reads the lists of older versions, which know no branches', () => {
    expect(readReport(simplecov, report([1, null, 0])).files).toEqual([
      {
        path: '/a.rb',
        lines: [
          [1, 1],
          [3, 0],
        ],
        skipMark: ':nocov:',
      },
    ]);
  });

  it('is recognized by the lists in its suites', () => {
    expect(simplecov.recognizes(asText(`\uFEFF${real}`))).toBe(true);
    expect(simplecov.recognizes(asText('{"RSpec": {"coverage": {}}}'))).toBe(false);
    expect(simplecov.recognizes(asText('{"a": {"statementMap": {}}}'))).toBe(false);
  });

  it.each([
    [real.slice(0, -10), /cut short/],
    [report({ lines: [-1] }), /is negative/],
    [report({ lines: [1], branches: { '[:if, 0, 1]': { '[:then]': 1 } } }), /without its line/],
    [report({}), /is not an array/],
  ])('refuses what is cut short or not of the form', (text, problem) => {
    expect(() => readReport(simplecov, text)).toThrow(problem);
  });
});
