import { describe, expect, it } from 'vitest';
import { splitLines } from '../../src/documents/lines.ts';
import { readBlocks } from '../../src/markdown/blocks.ts';

/** The blocks of a text, each as `type: text`. */
function blocks(...lines: readonly string[]): readonly string[] {
  const source = lines.join('\n');
  return readBlocks(source, splitLines(source)).map((block) => {
    if ('text' in block) return `${block.type}: ${block.text.text}`;
    return block.type === 'footnote' ? `footnote: ${block.label}` : `definition: ${block.label} ${block.destination}`;
  });
}

describe('paragraphs and headings', () => {
  it('end at blank lines and at each other', () => {
    expect(blocks('a', '  b', '', '# c', 'd', '## e ##', '---', 'f', '===', 'g', '---')).toEqual([
      'paragraph: a\nb',
      'heading: c',
      'paragraph: d',
      'heading: e',
      'heading: f',
      'heading: g',
    ]);
  });

  it('are no code, and code is no paragraph', () => {
    expect(blocks('    code', '', 'a', '    b', '', '\tcode')).toEqual(['paragraph: a\nb']);
    expect(blocks('```', '[a](b)', '# c', '``', '```', 'd', '~~~ x', '```', '~~~~', 'e')).toEqual([
      'paragraph: d',
      'paragraph: e',
    ]);
    expect(blocks('```', 'never closed')).toEqual([]);
  });

  it('may be underlined over several lines, blanks at their ends left out', () => {
    expect(blocks('a  ', 'b', '===')).toEqual(['heading: a\nb']);
  });

  it('are not underlined where there is nothing but definitions', () => {
    expect(blocks('[a]: b', '===', 'c')).toEqual(['definition: A b', 'paragraph: ===\nc']);
    expect(blocks('[a]: b', '---', 'c')).toEqual(['definition: A b', 'paragraph: c']);
    expect(blocks('[a]: b', 'c', '===')).toEqual(['definition: A b', 'heading: c']);
  });

  it('begin behind front matter', () => {
    expect(blocks('---', 'a: [b](c)', '---', 'd')).toEqual(['paragraph: d']);
  });

  it('are none in an empty text', () => {
    expect([blocks(''), blocks('', '  ', '')]).toEqual([[], []]);
  });
});

describe('quotes and lists', () => {
  it('hold blocks', () => {
    expect(blocks('> # a', '> b', '', '- c', '', '  d', '', '  ```', '  e', '  ```', '1. # f')).toEqual([
      'heading: a',
      'paragraph: b',
      'paragraph: c',
      'paragraph: d',
      'heading: f',
    ]);
  });

  it('may hold each other', () => {
    expect(blocks('> - a', '>   b', '> - > c', '>   > d')).toEqual(['paragraph: a\nb', 'paragraph: c\nd']);
  });

  it('go on without their marker within a paragraph, and with nothing else', () => {
    expect(blocks('> a', 'b', '> c')).toEqual(['paragraph: a\nb\nc']);
    expect(blocks('- a', 'b', '    c')).toEqual(['paragraph: a\nb\nc']);
    expect(blocks('> ```', 'a', '> b')).toEqual(['paragraph: a', 'paragraph: b']);
    expect(blocks('> a', '===')).toEqual(['paragraph: a\n===']);
    expect(blocks('> a', '---')).toEqual(['paragraph: a']);
    expect(blocks('> # a', 'b')).toEqual(['heading: a', 'paragraph: b']);
  });

  it('end with their indentation', () => {
    expect(blocks('- a', '', 'b', '', '    code', '- c', '', ' d')).toEqual([
      'paragraph: a',
      'paragraph: b',
      'paragraph: c',
      'paragraph: d',
    ]);
  });

  it('may begin with an empty line, and end with a second one', () => {
    expect(blocks('-', '  a', '', '-', '', '  b')).toEqual(['paragraph: a', 'paragraph: b']);
    expect(blocks('-', '      code')).toEqual([]);
  });

  it('give way to lines across the page', () => {
    expect(blocks('- a', '***', '- b')).toEqual(['paragraph: a', 'paragraph: b']);
    expect(blocks('* * *', '- - a')).toEqual(['paragraph: a']);
  });

  it('are text below a hundred levels', () => {
    expect(blocks(`${'> '.repeat(100)}a`)).toEqual(['paragraph: a']);
    expect(blocks(`${'> '.repeat(101)}a`)).toEqual(['paragraph: > a']);
  });
});

describe('footnotes', () => {
  it('hold what is indented by four columns', () => {
    expect(blocks('[^a]: b', 'c', '', '    d', '', '[^e]:', '    ```', '    f', '    ```', '', 'g')).toEqual([
      'footnote: a',
      'paragraph: b\nc',
      'paragraph: d',
      'footnote: e',
      'paragraph: g',
    ]);
  });
});

describe('HTML blocks', () => {
  it('end before a blank line, and hold no Markdown', () => {
    expect(blocks('<div>', '# a', '[b](c)', '', '# d', '</div>')).toEqual([
      'html: <div>\n# a\n[b](c)\n',
      'heading: d',
      'html: </div>',
    ]);
  });

  it('end with what they began with', () => {
    expect(blocks('<!-- a', '', '# b', '--> c', 'd')).toEqual(['html: <!-- a\n\n# b\n--> c', 'paragraph: d']);
    expect(blocks('<!-- a -->', 'b')).toEqual(['html: <!-- a -->', 'paragraph: b']);
    expect(blocks('<pre>', '', 'a</pre>', 'b')).toEqual(['html: <pre>\n\na</pre>', 'paragraph: b']);
  });

  it('end with their container', () => {
    expect(blocks('> <div>', 'a')).toEqual(['html: <div>', 'paragraph: a']);
  });

  it('interrupt a paragraph only where they are more than a tag', () => {
    expect(blocks('a', '<div>', '', 'b', '<x-y>', 'c')).toEqual([
      'paragraph: a',
      'html: <div>\n',
      'paragraph: b\n<x-y>\nc',
    ]);
  });
});

describe('tables', () => {
  it('are a block for each cell', () => {
    expect(blocks('text', '| a | `b` |', '|---|---|', '| c | [d](e) |', '', '# f')).toEqual([
      'paragraph: text',
      'paragraph:  a ',
      'paragraph:  `b` ',
      'paragraph:  c ',
      'paragraph:  [d](e) ',
      'heading: f',
    ]);
  });

  it('end with a block of another kind, and with their container', () => {
    expect(blocks('| a |', '|---|', '# b', '| c |', '|---|', '> d')).toEqual([
      'paragraph:  a ',
      'heading: b',
      'paragraph:  c ',
      'paragraph: d',
    ]);
    expect(blocks('> | a |', '> |---|', '| b |')).toEqual(['paragraph:  a ', 'paragraph: | b |']);
  });

  it('do not begin in a line that goes on without the marker of its container', () => {
    expect(blocks('> | a |', '|---|')).toEqual(['paragraph: | a |\n|---|']);
  });
});
