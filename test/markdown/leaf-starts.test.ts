import { describe, expect, it } from 'vitest';
import { closesFence, leafStart } from '../../src/markdown/leaf-starts.ts';

/** Text of the ATX heading that a line is. */
function title(line: string): string | undefined {
  const start = leafStart(line, false);
  return start?.type === 'atx-heading' ? line.slice(start.from, start.to) : undefined;
}

describe('an ATX heading (CommonMark 4.2)', () => {
  it.each([
    ['# foo', 'foo'],
    ['###### foo', 'foo'],
    ['#\tfoo', 'foo'],
    ['#                  foo                     ', 'foo'],
    ['## foo ##', 'foo'],
    ['# foo ##################################', 'foo'],
    ['### foo ###     ', 'foo'],
    ['### foo ### b', 'foo ### b'],
    ['# foo#', 'foo#'],
    ['### foo \\###', 'foo \\###'],
    ['# C#', 'C#'],
    ['#', ''],
    ['## ', ''],
    ['### ###', ''],
    ['####### foo', undefined],
    ['#5 bolt', undefined],
    ['#hashtag', undefined],
    ['\\## foo', undefined],
  ])('%j is %j', (line, text) => {
    expect(title(line)).toBe(text);
  });
});

describe('a fence (CommonMark 4.5)', () => {
  it.each([
    ['```', { type: 'fence', marker: '`', length: 3, info: '' }],
    ['~~~~ ruby startline=3 ```~~~', { type: 'fence', marker: '~', length: 4, info: 'ruby startline=3 ```~~~' }],
    ['```` a b', { type: 'fence', marker: '`', length: 4, info: 'a b' }],
    ['``` aa ```', undefined],
    ['``', undefined],
    ['~~', undefined],
  ])('%s', (line, start) => {
    expect(leafStart(line, false)).toEqual(start);
  });

  it.each([
    ['```', '`', 3, true],
    ['``````', '`', 3, true],
    ['``` \t', '`', 3, true],
    ['``', '`', 2, false],
    ['```', '`', 4, false],
    ['~~~', '`', 3, false],
    ['``` x', '`', 3, false],
  ] as const)('is closed by %j that opened with %s times %i: %j', (line, marker, length, closes) => {
    expect(closesFence(line, marker, length)).toBe(closes);
  });
});

describe('lines of one sign', () => {
  it.each([
    ['***', 'thematic-break', 'thematic-break'],
    ['---', 'thematic-break', 'setext-underline'],
    ['___', 'thematic-break', 'thematic-break'],
    ['- - -', 'thematic-break', 'thematic-break'],
    ['**  * ** * ** * **', 'thematic-break', 'thematic-break'],
    ['--', undefined, 'setext-underline'],
    ['=', undefined, 'setext-underline'],
    ['===   ', undefined, 'setext-underline'],
    ['= =', undefined, undefined],
    ['--- -', 'thematic-break', 'thematic-break'],
    ['*-*', undefined, undefined],
    ['_____ a', undefined, undefined],
    ['+++', undefined, undefined],
  ])('%j is %s, and within a paragraph %s', (line, outside, inside) => {
    expect([leafStart(line, false)?.type, leafStart(line, true)?.type]).toEqual([outside, inside]);
  });
});

describe('other lines', () => {
  it.each(['', 'text', '> #', '- #'])('%j start nothing', (line) => {
    expect(leafStart(line, false)).toBeUndefined();
  });

  it('start an HTML block', () => {
    expect(leafStart('<div>', true)).toEqual({ type: 'html', end: undefined });
    expect(leafStart('<!--', true)).toEqual({ type: 'html', end: /-->/ });
    expect(leafStart('<x', true)).toBeUndefined();
  });
});
