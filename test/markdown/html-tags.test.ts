import { describe, expect, it } from 'vitest';
import { readTag } from '../../src/markdown/html-tags.ts';

describe('a tag (CommonMark 6.6)', () => {
  it('has attributes with and without values, in each kind of quotes', () => {
    const text = `x <a  foo="bar" Bam = 'b"az' _b:c.d-e=f/
g checked/>`;
    expect(readTag(text, 2)).toEqual({
      type: 'open',
      name: 'a',
      end: text.length,
      attributes: [
        { name: 'foo', value: 'bar', offset: 11 },
        { name: 'bam', value: 'b"az', offset: 23 },
        { name: '_b:c.d-e', value: 'f/', offset: 38 },
        { name: 'g', value: '', offset: 42 },
        { name: 'checked', value: '', offset: 50 },
      ],
    });
  });

  it.each([
    ['<a>', { type: 'open', name: 'a', attributes: [], end: 3 }],
    ['<B-1/>', { type: 'open', name: 'b-1', attributes: [], end: 6 }],
    ['</A >', { type: 'close', name: 'a', end: 5 }],
    ['<!-- a --> b', { type: 'other', start: 0, end: 10 }],
    ['<!--> b', { type: 'other', start: 0, end: 5 }],
    ['<!---> b', { type: 'other', start: 0, end: 6 }],
    ['<?php ?> b', { type: 'other', start: 0, end: 8 }],
    ['<!ELEMENT br EMPTY> b', { type: 'other', start: 0, end: 19 }],
    ['<![CDATA[>&<]]> b', { type: 'other', start: 0, end: 15 }],
  ])('is %s', (text, tag) => {
    expect(readTag(text, 0)).toEqual(tag);
  });

  it.each([
    '<33>',
    '<a h*#ref="hi">',
    '<a href="hi\'>',
    '< a>',
    "<a href='bar'title=title>",
    '</a href="foo">',
    '<a',
    '<!-- a',
    '<?php',
    '<!1>',
    '<![CDATA[',
    '<__>',
    '</>',
  ])('is not %s', (text) => {
    expect(readTag(text, 0)).toBeUndefined();
  });
});
