import { describe, expect, it } from 'vitest';
import { appendTo, detached, readHits, readLine } from '../../../src/core/coverage/parts.ts';

describe('the parts of coverage reports', () => {
  it.each([
    ['0', 0, 0],
    ['12', 12, 12],
    ['-1', undefined, 0],
    ['1e3', undefined, undefined],
    ['1.5', undefined, undefined],
    ['', undefined, undefined],
    ['9'.repeat(16), undefined, 1e16],
    ['9'.repeat(301), undefined, undefined],
    [undefined, undefined, undefined],
  ])('reads %j as line %j and as %j hits', (digits, line, hits) => {
    expect(readLine(digits)).toBe(line);
    expect(readHits(digits)).toBe(hits);
  });

  it('lists by key', () => {
    const lists = new Map<string, number[]>();
    for (const line of [1, 2]) appendTo(lists, 'a', line);
    expect(lists.get('a')).toEqual([1, 2]);
  });

  it('copies a piece of a text as it is', () => {
    expect(detached('a näme of a file'.slice(2))).toBe('näme of a file');
  });
});
