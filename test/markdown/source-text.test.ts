import { describe, expect, it } from 'vitest';
import { joinSpans } from '../../src/markdown/source-text.ts';

describe('joined lines', () => {
  const source = '> ab\n> cd\n> ef';
  const spans = [2, 7, 12].map((start) => ({ start, end: start + 2 }));

  it('are the text of the block', () => {
    expect(joinSpans(source, spans).text).toBe('ab\ncd\nef');
  });

  it('lead back to the source', () => {
    const joined = joinSpans(source, spans);
    for (const letter of 'abcdef') expect(source[joined.toSource(joined.text.indexOf(letter))]).toBe(letter);
    expect(joined.toSource(2)).toBe(4);
    expect([joined.start, joined.end]).toEqual([2, 14]);
  });

  it('may be none', () => {
    const joined = joinSpans(source, []);
    expect([joined.text, joined.toSource(0)]).toEqual(['', 0]);
  });
});
