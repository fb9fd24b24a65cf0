import { describe, expect, it } from 'vitest';
import { cursorAt, lookAhead, skipCharacters, skipColumns } from '../../src/markdown/cursor.ts';

const at = (source: string) => cursorAt(source, { start: 0, end: source.length });

describe('looking ahead', () => {
  it.each([
    ['a', { start: 0, indent: 0, blank: false }],
    ['  a', { start: 2, indent: 2, blank: false }],
    ['\ta', { start: 1, indent: 4, blank: false }],
    ['  \ta', { start: 3, indent: 4, blank: false }],
    ['    \ta', { start: 5, indent: 8, blank: false }],
    ['', { start: 0, indent: 0, blank: true }],
    [' \t', { start: 2, indent: 4, blank: true }],
    ['\u00a0a', { start: 0, indent: 0, blank: false }],
  ])('over %j', (source, ahead) => {
    expect(lookAhead(at(source))).toEqual(ahead);
  });
});

describe('moving', () => {
  it('takes a part of a tab, and leaves the rest as blanks', () => {
    const cursor = at('>\tx');
    skipCharacters(cursor, 1);
    skipColumns(cursor, 1);
    expect(lookAhead(cursor)).toEqual({ start: 2, indent: 2, blank: false });
    skipColumns(cursor, 2);
    expect([cursor.offset, cursor.column]).toEqual([2, 4]);
  });

  it('stops at what is no blank, and at the end of the line', () => {
    const text = at(' x');
    skipColumns(text, 5);
    expect([text.offset, text.column]).toEqual([1, 1]);
    const blank = at('  ');
    skipColumns(blank, 5);
    expect([blank.offset, blank.column]).toEqual([2, 2]);
  });
});
