import { describe, expect, it } from 'vitest';
import { readDestination, readInlineTarget, skipGap, titleEnd } from '../../src/markdown/destinations.ts';

/** Destination of an inline link whose text begins with its `(`, and what is left behind its `)`. */
function target(text: string) {
  const found = readInlineTarget(text, 0);
  return found === undefined ? undefined : [found.value, text.slice(found.end)];
}

describe('the target of an inline link (CommonMark 6.3)', () => {
  it.each([
    ['(/uri "title") x', ['/uri', ' x']],
    ['(/uri)', ['/uri', '']],
    ['()', ['', '']],
    ['(<>)', ['', '']],
    ['(</my uri>)', ['/my uri', '']],
    ['(<b)c>)', ['b)c', '']],
    ['(\\(foo\\))', ['(foo)', '']],
    ['(foo(and(bar)))', ['foo(and(bar))', '']],
    ['(<foo(and(bar)>)', ['foo(and(bar)', '']],
    ['(foo\\bar)', ['foo\\bar', '']],
    ['(foo%20b&auml;)', ['foo%20bä', '']],
    ['("title")', ['"title"', '']],
    ['(  /uri\n  "title"  )', ['/uri', '']],
    ['(/url \'title "and" title\')', ['/url', '']],
    ['(/url (title))', ['/url', '']],
    ['(a\\ b)', undefined],
    ['(<foo\\>)', undefined],
    ['(<foo\nbar>)', undefined],
    ['(/my uri)', undefined],
    ['(foo(and(bar))', undefined],
    ['(/url "title "and" title")', undefined],
    ['(/url\u00a0"title")', ['/url\u00a0"title"', '']],
    ['(/uri\n\n)', undefined],
    ['(/uri', undefined],
    ['(<a>b)', undefined],
  ])('%j', (text, found) => {
    expect(target(text)).toEqual(found);
  });

  it('has at most 32 open parentheses', () => {
    expect(target(`(${'('.repeat(32)}${')'.repeat(32)})`)).toEqual([`${'('.repeat(32)}${')'.repeat(32)}`, '']);
    expect(target(`(${'('.repeat(33)}${')'.repeat(33)})`)).toBeUndefined();
  });

  it('says where it stands, behind the bracket', () => {
    expect(readInlineTarget('[x]( <a> )', 3)).toEqual({ value: 'a', offset: 6, end: 10 });
  });
});

describe('a destination', () => {
  it('ends before a blank or a control character', () => {
    expect(readDestination('a\u007fb', 0)).toEqual({ value: 'a', offset: 0, end: 1 });
  });

  it('may be empty, for others to judge', () => {
    expect(readDestination(' a', 0)).toEqual({ value: '', offset: 0, end: 0 });
  });
});

describe('gaps and titles', () => {
  it('hold one line end at most', () => {
    expect([skipGap(' \n\n', 0), skipGap('\t\n  a', 0), skipGap('a', 0)]).toEqual([2, 4, 0]);
  });

  it('end behind their quote', () => {
    expect(['"a\\"b"c', "'a'", '(a)', '(a(b))', '"a', '"a\n \nb"', 'a'].map((text) => titleEnd(text, 0))).toEqual([
      6,
      3,
      3,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('that are never closed overflow nothing', () => {
    expect(titleEnd(`"${'a'.repeat(5_000_000)}`, 0)).toBeUndefined();
    expect(titleEnd(`"${'\\a'.repeat(2_000_000)}"`, 0)).toBe(4_000_002);
    expect(readDestination(`<${'\\a'.repeat(2_000_000)}`, 0)).toBeUndefined();
  });
});
