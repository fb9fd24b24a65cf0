import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { unpackLines, unpackPlaces } from '../../src/core/coverage/unpack.ts';
import simplecov from '../../src/coverage/simplecov.ts';
import { withoutSkipped } from '../../src/coverage-gate/skipped.ts';
import { asText, count, packed } from '../support/coverage-reports.ts';

const fixture = (name: string) => readFileSync(path.join(import.meta.dirname, '../fixtures/coverage', name), 'utf8');
const file = { lines: [1, 2, 3, 4, 5, 6].map((line) => [line, 1] as const), skipMark: ':nocov:' };
const left = async (source: string) => {
  const report = { format: 'simplecov', roots: [], files: [packed({ path: '/a.rb', ...file })] };
  const [read] = await withoutSkipped([report], () => Promise.resolve(source));
  return [...unpackLines(read?.files[0]?.lines ?? '')].map(([line]) => line);
};

describe('lines that comments of the source leave out', () => {
  // SimpleCov says of the same run: lines 7/9, branches 2/4.
  it('do not count, as SimpleCov has it', async () => {
    const report = { format: 'simplecov', ...simplecov.parse(asText(fixture('simplecov.json'))) };
    const [read] = await withoutSkipped([report], () => Promise.resolve(fixture('simplecov-shop.rb')));
    expect(count([...unpackLines(read?.files[0]?.lines ?? '')])).toEqual([7, 9]);
    expect(count([...unpackPlaces(read?.files[0]?.branches ?? '')])).toEqual([2, 4]);
  });

  it('go from mark to mark, and to the end where the last is alone', async () => {
    expect(await left('a\n # :nocov:\nb\n#:nocov: done\nc\nd')).toEqual([1, 5, 6]);
    expect(await left('a\nb\n\t#  :nocov:\nc\nd\ne')).toEqual([1, 2]);
    expect(await left("a\nputs '# :nocov:'\n# see :nocov:\nd")).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('count where the report means no file or its format knows no mark', async () => {
    const report = { format: 'simplecov', roots: [], files: [packed({ path: '/a.rb', ...file })] };
    expect(await withoutSkipped([report], () => Promise.resolve(undefined))).toEqual([report]);
    const plain = { format: 'lcov', roots: [], files: [packed({ path: 'a.c', lines: file.lines })] };
    expect(await withoutSkipped([plain], () => Promise.reject(new Error('not asked')))).toEqual([plain]);
  });
});
