import { describe, expect, it } from 'vitest';
import { splitCells, startsTable } from '../../src/markdown/tables.ts';

const cells = (row: string) =>
  splitCells(row, { start: 0, end: row.length }).map(({ start, end }) => row.slice(start, end));

const isTable = (header: string, below: string) =>
  startsTable(
    `${header}\n${below}`,
    { start: 0, end: header.length },
    {
      start: header.length + 1,
      end: header.length + 1 + below.length,
    },
  );

describe('cells of a row (GFM 4.10)', () => {
  it.each([
    ['| a | b |', [' a ', ' b ']],
    ['a | b', ['a ', ' b']],
    ['| a | b |  \t', [' a ', ' b ']],
    ['| a \\| b | c', [' a \\| b ', ' c']],
    ['||', ['']],
    ['|', []],
    ['a', ['a']],
    ['a\\', ['a\\']],
  ])('%j', (row, parts) => {
    expect(cells(row)).toEqual(parts);
  });
});

describe('a table begins', () => {
  it.each([
    ['| a | b |', '|---|:-:|'],
    ['a | b', '- | -'],
    ['| a |', '| --- |  '],
    ['| a | b |  ', ' | -- | -- |'.trimStart()],
    ['| a |', ':--:|'],
  ])('with %j above %j', (header, below) => {
    expect(isTable(header, below)).toBe(true);
  });

  it.each([
    ['| a | b |', '|---|'],
    ['a', '---'],
    ['| a |', '| -- x |'],
    ['| a |', '| - - |'],
    ['| a |', '||'],
    ['| a |', '|:|'],
    ['a | b', '--- ---'],
  ])('not with %j above %j', (header, below) => {
    expect(isTable(header, below)).toBe(false);
  });

  it('after a time that is linear in the blanks of a row', () => {
    const blanks = ' '.repeat(200_000);
    expect(isTable('| a |', `|-${blanks}x`)).toBe(false);
    expect(isTable('| a |', `|${blanks}-${blanks}|${blanks}x`)).toBe(false);
  });
});
