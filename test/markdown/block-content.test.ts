import { describe, expect, it } from 'vitest';
import { contentReader } from '../../src/markdown/block-content.ts';
import { joinSpans } from '../../src/markdown/source-text.ts';

const source = 'plain *text*\n[a](b) `[c](d)`\n<b>x</b>\nsee www.a.example\n';
const lines = source
  .split('\n')
  .map((line) => ({ start: source.indexOf(line), end: source.indexOf(line) + line.length }));
const read = () => contentReader(source, () => false);
const block = (type: 'paragraph' | 'heading' | 'html', index: number) => ({
  type,
  text: joinSpans(source, lines.slice(index, index + 1)),
});

describe('the content of a paragraph', () => {
  it('is not looked at where nothing in it can be a link', () => {
    const reader = read();
    const found = [0, 1, 2, 3].map((index) => reader(block('paragraph', index), false));
    expect(found.map((content) => content?.links.length)).toEqual([undefined, 1, 0, 1]);
    expect(found[2]?.pieces.filter(({ type }) => type === 'tag')).toHaveLength(2);
  });

  it('is read as a whole where its text counts', () => {
    expect(read()(block('paragraph', 0), true)?.pieces.map(({ type }) => type)).toEqual([
      'text',
      'delimiters',
      'text',
      'delimiters',
    ]);
  });
});

it('Headings and HTML are read as a whole', () => {
  expect(read()(block('heading', 0), false)?.pieces).toHaveLength(4);
  expect(read()(block('html', 2), false)?.pieces.map(({ type }) => type)).toEqual(['tag', 'text', 'tag']);
});
