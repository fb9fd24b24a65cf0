import { describe, expect, it } from 'vitest';
import { forwardSearch, matchAt } from '../../src/markdown/match-at.ts';

describe('matching at an offset', () => {
  it('finds nothing before or behind it', () => {
    const letter = /b/y;
    expect([0, 1, 2, 1].map((offset) => matchAt(letter, 'abc', offset)?.index)).toEqual([undefined, 1, undefined, 1]);
  });
});

describe('searching forwards', () => {
  it('finds what a search from each offset finds', () => {
    const text = 'a-->b-->c';
    const find = forwardSearch(text);
    for (let from = 0; from < text.length; from += 1) expect(find('-->', from)).toBe(text.indexOf('-->', from));
    expect(find('?>', 3)).toBe(-1);
    expect(find('?>', 4)).toBe(-1);
  });
});
