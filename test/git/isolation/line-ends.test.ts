import { describe, expect, it } from 'vitest';
import { lineEndsOf, withLineEnds } from '../../../src/git/isolation/line-ends.ts';

const text = (bytes: string) => Buffer.from(bytes, 'latin1');

describe('ends of lines', () => {
  it.each([
    ['a\nb\n', 'lf'],
    ['a\nb', 'lf'],
    ['a\r\nb\r\n', 'crlf'],
    ['a\r\nb', 'crlf'],
    ['a\r\nb\n', undefined],
    ['a\rb', undefined],
    ['', undefined],
  ])('of %j are %s', (bytes, ends) => {
    expect(lineEndsOf(text(bytes))).toBe(ends);
  });

  it('are changed, whichever they were, and no other byte is', () => {
    const mixed = text('\xe9\r\nb\nc\rd\0');
    expect(withLineEnds(mixed, 'lf')).toEqual(text('\xe9\nb\nc\rd\0'));
    expect(withLineEnds(mixed, 'crlf')).toEqual(text('\xe9\r\nb\r\nc\rd\0'));
  });
});
