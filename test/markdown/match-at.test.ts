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

  it('does not look again for what is not there, nor for what it has not passed yet', () => {
    const asked: number[] = [];
    const indexOf = (needle: string, from: number) => {
      asked.push(from);
      return needle === 'here' && from <= 100 ? 100 : needle === 'here' ? 200 : -1;
    };
    const find = forwardSearch({ indexOf } as unknown as string);
    expect([0, 10, 20].map((from) => find('nowhere', from))).toEqual([-1, -1, -1]);
    expect([0, 10, 100, 101].map((from) => find('here', from))).toEqual([100, 100, 100, 200]);
    expect(asked).toEqual([0, 0, 101]);
  });
});
