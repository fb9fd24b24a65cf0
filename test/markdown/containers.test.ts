import { describe, expect, it } from 'vitest';
import { type Container, continues, openContainer } from '../../src/markdown/containers.ts';
import { cursorAt } from '../../src/markdown/cursor.ts';

/** What a line opens, and what of the line is left behind the marker. */
function open(line: string, inParagraph = false) {
  const cursor = cursorAt(line, { start: 0, end: line.length });
  const container = openContainer(cursor, inParagraph);
  return container === undefined ? undefined : [container, line.slice(cursor.offset)];
}

function goesOn(container: Container, line: string) {
  const cursor = cursorAt(line, { start: 0, end: line.length });
  return continues(container, cursor) ? line.slice(cursor.offset) : undefined;
}

const item = (width: number, empty = false): Container => ({ type: 'item', width, empty });

describe('a container (CommonMark 5) is opened', () => {
  it.each([
    ['> a', [{ type: 'quote' }, 'a']],
    ['   >a', [{ type: 'quote' }, 'a']],
    ['>', [{ type: 'quote' }, '']],
    ['- a', [item(2), 'a']],
    [' -   a', [item(5), 'a']],
    ['-     code', [item(2), '    code']],
    ['-', [item(2, true), '']],
    ['-  ', [item(2, true), ' ']],
    ['+ a', [item(2), 'a']],
    ['12. a', [item(4), 'a']],
    ['123456789) a', [item(11), 'a']],
    ['[^a]: b', [{ type: 'footnote', label: 'a' }, ' b']],
  ])('by %j', (line, opened) => {
    expect(open(line)).toEqual(opened);
  });

  it.each(['a', '    > a', '-a', '1.a', '1234567890. a', '[^a b]: c', '[^]: c', '[a]: b', '', '  '])(
    'not by %j',
    (line) => {
      expect(open(line)).toBeUndefined();
    },
  );

  it.each([
    ['- a', true],
    ['1. a', true],
    ['2. a', false],
    ['-', false],
    ['> a', true],
  ])('within a paragraph by %j: %j', (line, expected) => {
    expect(open(line, true) !== undefined).toBe(expected);
  });
});

describe('a container goes on', () => {
  it.each<[string, Container, string, string | undefined]>([
    ['a quote with its marker', { type: 'quote' }, ' > a', 'a'],
    ['no quote without it', { type: 'quote' }, 'a', undefined],
    ['no quote behind four blanks', { type: 'quote' }, '    > a', undefined],
    ['an item with its indentation', item(2), '   a', ' a'],
    ['no item with less', item(4), '   a', undefined],
    ['an item over a blank line', item(2), '', ''],
    ['no empty item over a blank line', item(2, true), '', undefined],
    ['a footnote with four columns', { type: 'footnote', label: 'a' }, '\ta', 'a'],
    ['no footnote with three', { type: 'footnote', label: 'a' }, '   a', undefined],
    ['a footnote over a blank line', { type: 'footnote', label: 'a' }, ' ', ''],
  ])('%s', (_, container, line, rest) => {
    expect(goesOn(container, line)).toBe(rest);
  });
});
