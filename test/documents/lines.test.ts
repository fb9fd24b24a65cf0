import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastIndexWhere, positionAt, splitLines, trimmedEnd } from '../../src/documents/lines.ts';

describe('lines', () => {
  it('end with LF, CRLF or a lone CR', () => {
    const source = 'a\nb\r\nc\rd\n\ne';
    expect(splitLines(source).map(({ start, end }) => source.slice(start, end))).toEqual(['a', 'b', 'c', 'd', '', 'e']);
  });

  it('are none in an empty text, and none follows the last end', () => {
    expect([splitLines(''), splitLines('a\n').length]).toEqual([[], 1]);
  });

  it('hold each offset of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r') }), fc.nat(), (source, at) => {
        const lines = splitLines(source);
        const offset = source === '' ? 0 : at % source.length;
        const { line, column } = positionAt(lines, offset);
        expect((lines[line - 1]?.start ?? 0) + column - 1).toBe(offset);
        expect(column).toBeGreaterThan(0);
      }),
    );
  });
});

describe('a position', () => {
  const lines = splitLines('ab\ncd\n');

  it.each([
    [0, 1, 1],
    [1, 1, 2],
    [3, 2, 1],
    [4, 2, 2],
    [9, 2, 7],
  ])('of offset %i is %i:%i', (offset, line, column) => {
    expect(positionAt(lines, offset)).toEqual({ line, column });
  });

  it('in an empty text is its beginning', () => {
    expect(positionAt([], 0)).toEqual({ line: 1, column: 1 });
  });
});

it('the last index for which a test holds is found', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer(), (numbers, limit) => {
      const sorted = numbers.toSorted((a, b) => a - b);
      expect(lastIndexWhere(sorted, (number) => number <= limit)).toBe(
        sorted.filter((number) => number <= limit).length - 1,
      );
    }),
  );
});

it('the end of a text without certain characters is found', () => {
  expect([
    trimmedEnd('ab \t', 4, ' \t'),
    trimmedEnd('  ', 2, ' '),
    trimmedEnd('a b', 2, ' '),
    trimmedEnd('', 0, ' '),
  ]).toEqual([2, 0, 1, 0]);
});
