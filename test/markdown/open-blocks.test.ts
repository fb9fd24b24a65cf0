import { describe, expect, it } from 'vitest';
import { closeBeyond, closeLeaf, endSetext, isInParagraph, type OpenBlocks } from '../../src/markdown/open-blocks.ts';

const source = 'ab\n===';
const span = { start: 0, end: 2 };

function open(leaf: OpenBlocks['leaf'], depth = 2): OpenBlocks {
  return { source, blocks: [], containers: Array.from({ length: depth }, () => ({ type: 'quote' as const })), leaf };
}

const paragraph = () => ({ type: 'paragraph' as const, lines: [span], header: undefined });
const texts = ({ blocks }: OpenBlocks) => blocks.map((block) => 'text' in block && `${block.type}: ${block.text.text}`);

describe('closing', () => {
  it('finishes the leaf with its containers', () => {
    const blocks = open(paragraph());
    closeBeyond(blocks, 1);
    expect([texts(blocks), blocks.containers.length, blocks.leaf]).toEqual([['paragraph: ab'], 1, undefined]);
  });

  it('leaves everything open where nothing is beyond', () => {
    const blocks = open(paragraph());
    closeBeyond(blocks, 2);
    expect([texts(blocks), blocks.leaf]).toEqual([[], paragraph()]);
  });

  it('keeps nothing of a fence', () => {
    const blocks = open({ type: 'fence', marker: '`', length: 3, indent: 0, code: undefined });
    closeLeaf(blocks);
    expect([texts(blocks), blocks.leaf]).toEqual([[], undefined]);
  });
});

describe('a paragraph', () => {
  it('is gone on with only in the same container, and not within a table', () => {
    expect(isInParagraph(open(paragraph()), 2)).toBe(true);
    expect(isInParagraph(open(paragraph()), 1)).toBe(false);
    expect(isInParagraph(open({ ...paragraph(), header: 0 }), 2)).toBe(false);
    expect(isInParagraph(open(undefined), 2)).toBe(false);
  });

  it('becomes a heading when it is underlined', () => {
    const blocks = open(paragraph());
    endSetext(blocks, { start: 3, end: 6 });
    expect([texts(blocks), blocks.leaf]).toEqual([['heading: ab'], undefined]);
  });
});
