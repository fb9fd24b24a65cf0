import { describe, expect, it } from 'vitest';
import { codeSpans, codeText } from '../../src/markdown/code-spans.ts';

describe('the end of a code span (CommonMark 6.1)', () => {
  it('is the next run of as many backticks', () => {
    const spans = codeSpans('`` a ` b `` c ``` d ``');
    expect(spans.closing(2, 2)).toBe(9);
    expect(spans.closing(2, 11)).toBe(20);
    expect(spans.closing(1, 22)).toBeUndefined();
    expect(spans.closing(4, 22)).toBeUndefined();
  });

  it('is nowhere in a text without backticks', () => {
    expect(codeSpans('abc').closing(1, 0)).toBeUndefined();
  });
});

describe('the text of a code span', () => {
  it.each([
    ['foo', 'foo'],
    [' foo ', 'foo'],
    ['  foo  ', ' foo '],
    [' foo', ' foo'],
    [' ', ' '],
    ['  ', '  '],
    ['foo\nbar', 'foo bar'],
    ['\nfoo\n', 'foo'],
    ['', ''],
  ])('%j is %j', (content, text) => {
    expect(codeText(content)).toBe(text);
  });
});
