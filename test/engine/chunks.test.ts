import { describe, expect, it } from 'vitest';
import { splitByBytes, splitOverCores } from '../../src/engine/chunks.ts';

const names = (count: number, length = 10) =>
  Array.from({ length: count }, (_, index) => `${index}`.padStart(length, 'x'));
const ARGUMENTS = 256 * 1024;
const bytesOf = (part: readonly string[]) => part.reduce((sum, name) => sum + Buffer.byteLength(name) + 9, 0);

describe('splitOverCores', () => {
  it.each([
    [0, 4, [0]],
    [1, 4, [1]],
    [50, 4, [50]],
    [51, 4, [26, 25]],
    [400, 4, [100, 100, 100, 100]],
    [400, 1, [400]],
    [400, 0, [400]],
  ])('makes of %i files for %i cores parts of %j', (count, cores, parts) => {
    expect(splitOverCores(names(count), cores).map((part) => part.length)).toEqual(parts);
  });

  it('keeps every file once and in order', () => {
    const files = names(317);
    expect(splitOverCores(files, 3).flat()).toEqual(files);
  });

  it('stays below what a program may be handed', () => {
    const parts = splitOverCores(names(10_000, 200), 2);
    expect(parts.length).toBeGreaterThan(2);
    expect(Math.max(...parts.map(bytesOf))).toBeLessThanOrEqual(ARGUMENTS);
  });
});

describe('splitByBytes', () => {
  it('leaves a list that fits as it is', () => {
    expect(splitByBytes(names(1000))).toEqual([names(1000)]);
  });

  it('counts bytes and not letters', () => {
    const files = names(1000, 100).map((name) => name.replaceAll('x', '€'));
    const parts = splitByBytes(files);
    expect(parts.flat()).toEqual(files);
    expect(Math.max(...parts.map(bytesOf))).toBeLessThanOrEqual(ARGUMENTS);
    expect(parts.length).toBe(2);
  });

  it('makes one part of nothing, for a command that is to run all the same', () => {
    expect(splitByBytes([])).toEqual([[]]);
  });
});
