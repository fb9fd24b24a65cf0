import { describe, expect, it } from 'vitest';
import { htmlBlockEnd } from '../../src/markdown/html-blocks.ts';

describe('an HTML block (CommonMark 4.6)', () => {
  it.each([
    ['<pre>', '</PRE>'],
    ['<script src="x">', '</script>'],
    ['<STYLE', '</style>'],
    ['<textarea>', 'x</textarea>'],
    ['<!-- a', '-->'],
    ['<?php', '?>'],
    ['<!DOCTYPE html>', '>'],
    ['<![CDATA[', ']]>'],
  ])('that begins with %s ends with %s, also within a paragraph', (line, end) => {
    for (const inParagraph of [true, false]) {
      const expression = htmlBlockEnd(line, inParagraph);
      expect(expression instanceof RegExp && expression.test(end)).toBe(true);
    }
  });

  it.each(['<div>', '</div>', '<DIV class="a"', '<p', '<summary>x', '<h2>', '<hr/>', '<search>', '<td >'])(
    'that begins with %s ends before a blank line, also within a paragraph',
    (line) => {
      expect(htmlBlockEnd(line, true)).toBe('blank line');
    },
  );

  it.each(['<a href="foo">', '</ins>', '<Warning>  ', '<i class="foo"/>'])(
    'that is nothing but the tag %s begins outside of paragraphs only',
    (line) => {
      expect([htmlBlockEnd(line, false), htmlBlockEnd(line, true)]).toEqual(['blank line', undefined]);
    },
  );

  it.each(['<a>x', '<div-x a>b', '<a', '<', '<1>', 'x<div>', '<!-', '<divx', '<http://a.example>'])(
    'is not begun by %s',
    (line) => {
      expect(htmlBlockEnd(line, false)).toBeUndefined();
    },
  );
});
