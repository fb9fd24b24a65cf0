import { describe, expect, it } from 'vitest';
import { addHits, appendTo, byLine, readHits, readLine, withoutMark } from '../../src/core/coverage-parts.ts';

describe('the parts of coverage reports', () => {
  it.each([
    ['0', 0, 0],
    ['12', 12, 12],
    ['-1', undefined, 0],
    ['1e3', undefined, undefined],
    ['1.5', undefined, undefined],
    ['', undefined, undefined],
    ['9'.repeat(16), undefined, 1e16],
    [undefined, undefined, undefined],
  ])('reads %j as line %j and as %j hits', (digits, line, hits) => {
    expect(readLine(digits)).toBe(line);
    expect(readHits(digits)).toBe(hits);
  });

  it('drops a byte-order mark and nothing else', () => {
    expect([withoutMark('\uFEFFTN:'), withoutMark('TN:')]).toEqual(['TN:', 'TN:']);
  });

  it('counts and lists by key', () => {
    const counts = new Map<number, number>();
    for (const hits of [1, 2]) addHits(counts, 7, hits);
    const lists = new Map<string, number[]>();
    for (const line of [1, 2]) appendTo(lists, 'a', line);
    expect([counts.get(7), lists.get('a')]).toEqual([3, [1, 2]]);
  });

  it('sorts by line and keeps the order within one', () => {
    expect(byLine([[2, 'x'] as const, [1, 'b'] as const, [1, 'a'] as const])).toEqual([
      [1, 'b'],
      [1, 'a'],
      [2, 'x'],
    ]);
  });
});
