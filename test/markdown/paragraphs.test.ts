import { describe, expect, it } from 'vitest';
import { splitLines } from '../../src/documents/lines.ts';
import { endParagraph, endTable } from '../../src/markdown/paragraphs.ts';

const plain = (blocks: ReturnType<typeof endParagraph>) =>
  blocks.map((block) => ('text' in block ? [block.type, block.text.text] : block));

const paragraph = (source: string, type: 'paragraph' | 'heading' = 'paragraph') =>
  plain(endParagraph(source, splitLines(source), type));

describe('a paragraph', () => {
  it('is its text', () => {
    expect(paragraph('a\nb')).toEqual([['paragraph', 'a\nb']]);
  });

  it('begins with definitions, and says where their destinations stand', () => {
    expect(paragraph('[a]: b\n[c]:\n<d>\n"title"\ntext [e]: f')).toEqual([
      { type: 'definition', label: 'A', destination: 'b', offset: 5 },
      { type: 'definition', label: 'C', destination: 'd', offset: 13 },
      ['paragraph', 'text [e]: f'],
    ]);
  });

  it('may be definitions alone', () => {
    expect(paragraph('[a]: b')).toEqual([{ type: 'definition', label: 'A', destination: 'b', offset: 5 }]);
  });

  it('that is a heading has no blanks at the ends of its lines', () => {
    expect(paragraph('a  \nb \t', 'heading')).toEqual([['heading', 'a\nb']]);
    expect(paragraph('a  \nb', 'paragraph')).toEqual([['paragraph', 'a  \nb']]);
  });
});

describe('a table', () => {
  const table = (source: string, header: number) => plain(endTable(source, splitLines(source), header));

  it('is its cells, without the row of dashes', () => {
    expect(table('| a | b |\n|---|---|\n| c | d |\ne', 0).flat()).toEqual(
      [' a ', ' b ', ' c ', ' d ', 'e'].flatMap((cell) => ['paragraph', cell]),
    );
  });

  it('may follow text', () => {
    expect(table('text\n| a |\n|---|', 1)).toEqual([
      ['paragraph', 'text'],
      ['paragraph', ' a '],
    ]);
  });

  it('shows no more cells in a row than its header has', () => {
    expect(table('| a |\n|---|\n| b | c |', 0)).toEqual([
      ['paragraph', ' a '],
      ['paragraph', ' b '],
    ]);
  });
});
