import { describe, expect, it } from 'vitest';
import { linksOfTag, namesOfTag, readHtml } from '../../src/markdown/html.ts';

/** Texts as they are, opening tags with their attributes, closing ones with a slash, others as `!`. */
function read(text: string): readonly unknown[] {
  return readHtml(text).map((piece) => {
    if (piece.type === 'text') return piece.value;
    if (piece.type !== 'tag' || piece.tag.type === 'other') return '!';
    if (piece.tag.type === 'close') return `/${piece.tag.name}`;
    return [piece.tag.name, ...piece.tag.attributes.map(({ name, value }) => `${name}=${value}`)];
  });
}

/** Links of the tags in a text, with what stands where they are said to be. */
function links(text: string): readonly string[] {
  const all = readHtml(text).flatMap((piece) => (piece.type === 'tag' ? linksOfTag(piece.tag) : []));
  return all.map(({ destination, offset }) => `${destination} at ${text.slice(offset, offset + 3)}`);
}

describe('an HTML block', () => {
  it('is texts and tags', () => {
    expect(read('a &amp; <B>c</b> d')).toEqual(['a & ', ['b'], 'c', '/b', ' d']);
  });

  it('is read as forgivingly as by a browser', () => {
    expect(read('<img src="a"alt=\'b\'class=c/d>')).toEqual([['img', 'src=a', 'alt=b', 'class=c/d']]);
    expect(read('<p <h2>x')).toEqual([['p', '<h2='], 'x']);
    expect(read('<a\n href = x y>')).toEqual([['a', 'href=x', 'y=']]);
    expect(read('<br/><a/b=c>')).toEqual([['br'], ['a', 'b=c']]);
    expect(read('</a b="c">d')).toEqual(['/a', 'd']);
    expect(read('<a ="b>c')).toEqual([['a'], 'c']);
  });

  it('takes what is no tag for text', () => {
    expect(read('1 < 2 <3 <')).toEqual(['1 < 2 <3 <']);
    expect(read('')).toEqual([]);
  });

  it('says nothing in comments, and in what a browser takes for one', () => {
    expect(read('<!-- <a href="x"> --><b>')).toEqual(['!', ['b']]);
    expect(read('<!--><b><!---><i>')).toEqual(['!', ['b'], '!', ['i']]);
    expect(read('<!-- a --!><b>')).toEqual(['!', ['b']]);
    expect(read('<?php <a> ?><!x <b>></1 <i></>c')).toEqual(['!', ' ?>', '!', '>', '!', '!', 'c']);
  });

  it('says nothing behind a comment or tag that is never closed', () => {
    expect(read('a<!-- <a href="x">')).toEqual(['a', '!']);
    expect(read('a<b href="x" ')).toEqual(['a', '!']);
  });

  it('says nothing in scripts, styles, and the like', () => {
    expect(read('<script>"<a>"</script><style><b></style>c')).toEqual([
      ['script'],
      '/script',
      ['style'],
      '/style',
      'c',
    ]);
    expect(read('<title><a>')).toEqual([['title']]);
  });
});

describe('links of a tag', () => {
  it('stand in href, src and poster, decoded', () => {
    expect(links('<a href="a&amp;b"><img SRC=c.png><video poster=\' d \'>')).toEqual([
      'a&b at a&a',
      'c.png at c.p',
      'd at  d ',
    ]);
  });

  it('are all candidates of a srcset', () => {
    expect(links('<source srcset="a.png, b,c.png 2x,\n d.png 100w,">')).toEqual([
      'a.png at a.p',
      'b,c.png at b,c',
      'd.png at d.p',
    ]);
  });

  it('are in no other attributes, and in no closing tags', () => {
    expect(links('<a data-href="x" title="y"></a href="z"><!-- href="x" -->')).toEqual([]);
  });
});

describe('names of a tag', () => {
  const names = (text: string) =>
    readHtml(text).flatMap((piece) => (piece.type === 'tag' ? namesOfTag(piece.tag) : []));

  it('are any id and the name of a link', () => {
    expect(names('<p id=a name=b><a name="c&lt;" id="d"><a name=""></a id="e">')).toEqual(['a', 'c<', 'd']);
  });
});
