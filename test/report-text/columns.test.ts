import { describe, expect, it } from 'vitest';
import { columnsOf, cutTo, fold, padTo, wrap } from '../../src/report-text/columns.ts';

describe('columns', () => {
  it.each([
    ['', 0],
    ['abc ✓✗', 6],
    ['日本', 4],
    ['e\u0301', 1],
    ['🚀', 2],
  ])('of %j are counted as terminals draw them', (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });
});

describe('padding', () => {
  it('is of columns, and takes nothing away', () => {
    expect([padTo('日', 4), padTo('abc', 3), padTo('abc', 1)]).toEqual(['日  ', 'abc', 'abc']);
  });
});

describe('cutting', () => {
  it('keeps what fits, and shows that something is missing', () => {
    expect(cutTo('abcdef', 6)).toBe('abcdef');
    expect(cutTo('abcdef', 5)).toBe('abcd…');
    expect(cutTo('日本語', 4)).toBe('日…');
    expect(cutTo('abc', 0)).toBe('');
  });
});

describe('wrapping', () => {
  it('breaks at blanks', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('one two three', 80)).toEqual(['one two three']);
    expect(wrap('', 10)).toEqual(['']);
  });

  it('keeps an amount together', () => {
    expect(wrap('it took 1.2 s, and 50 % of 2 runs', 12)).toEqual(['it took', '1.2 s, and', '50 % of 2', 'runs']);
    expect(wrap('in all 1 min 25 s; 5 min', 13)).toEqual(['in all', '1 min 25 s;', '5 min']);
    expect(wrap('see page 2 so that', 10)).toEqual(['see page 2', 'so that']);
  });

  it('leaves a word whole that is longer than a line', () => {
    expect(wrap('see src/a/very/long/path.ts now', 10)).toEqual(['see', 'src/a/very/long/path.ts', 'now']);
  });
});

describe('folding', () => {
  it('breaks at blanks, and keeps those between words of a line', () => {
    expect(fold('one two three', 8)).toEqual(['one two', 'three']);
    expect(fold('one  two three', 8)).toEqual(['one  two', 'three']);
    expect(fold('one two', 3)).toEqual(['one', 'two']);
    expect(fold('one two', 80)).toEqual(['one two']);
    expect(fold('', 4)).toEqual(['']);
  });

  it('breaks within a word that is longer than a line, and only there', () => {
    expect(fold('abcdef', 4)).toEqual(['abcd', 'ef']);
    expect(fold('see abcdef now', 4)).toEqual(['see', 'abcd', 'ef', 'now']);
    expect(fold('a日本', 2)).toEqual(['a', '日', '本']);
    expect(fold('日', 1)).toEqual(['日']);
  });

  it('keeps the indentation of a line', () => {
    expect(fold('    at one two', 10)).toEqual(['    at one', 'two']);
    expect(fold('    abcdefgh', 8)).toEqual(['    abcd', 'efgh']);
    expect(fold('      ', 4)).toEqual(['      ']);
  });
});
