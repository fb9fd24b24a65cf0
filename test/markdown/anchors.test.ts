import { describe, expect, it } from 'vitest';
import { collectAnchors, findAnchor } from '../../src/markdown/anchors.ts';
import { readHtml } from '../../src/markdown/html.ts';

function anchorsOf(...parts: readonly (string | { readonly html: string })[]) {
  const collector = collectAnchors();
  for (const part of parts) {
    if (typeof part === 'string') collector.heading(part);
    else collector.content(readHtml(part.html));
  }
  return collector.anchors();
}

describe('anchors of a document', () => {
  it('are the slugs of its headings in order, numbered where they are the same', () => {
    expect(anchorsOf('One', 'Two', 'One').headings).toEqual(['one', 'two', 'one-1']);
  });

  it('leave out headings of signs alone', () => {
    expect(anchorsOf('$$', 'a').headings).toEqual(['a']);
  });

  it('are ids of any element and names of links', () => {
    const { names } = anchorsOf({ html: '<span id="a"></span><a name="b&amp;c"></a><p name="no" id="">' });
    expect([...names]).toEqual(['a', 'b&c']);
  });

  it('are slugs of HTML headings, which are numbered along with the others', () => {
    const { headings } = anchorsOf('Foo', { html: '<h2>Foo</h2><h3 id="x">B<b>a</b>r &amp; baz</h3>' }, 'Foo');
    expect(headings).toEqual(['foo', 'foo-1', 'bar--baz', 'foo-2']);
  });

  it('take an HTML heading with and without the blanks inside its tags', () => {
    const { names } = anchorsOf({ html: '<h2> Foo </h2>' });
    expect([...names]).toEqual(['foo', '-foo-']);
  });

  it('take an HTML heading over several blocks', () => {
    expect(anchorsOf({ html: '<h1>One' }, { html: ' two</h1>' }).headings).toEqual(['one-two']);
  });

  it('take a heading that the next one ends', () => {
    expect(anchorsOf({ html: '<h2>One<h2>Two</h2>' }).headings).toEqual(['one', 'two']);
  });

  it('are those of footnotes', () => {
    const collector = collectAnchors();
    collector.footnote('1');
    expect([...collector.anchors().names]).toEqual(['fn-1', 'fnref-1']);
  });
});

describe('looking up a fragment', () => {
  const anchors = anchorsOf('Get started', { html: '<a name="FooBar"></a><a name="foobaz"></a><a name="FooBaz"></a>' });

  it.each([
    ['get-started', { type: 'exact' }],
    ['user-content-get-started', { type: 'exact' }],
    ['FooBar', { type: 'exact' }],
    ['FooBaz', { type: 'exact' }],
    ['Get-Started', { type: 'other-case', name: 'get-started' }],
    ['user-content-Get-Started', { type: 'other-case', name: 'get-started' }],
    ['foobar', { type: 'other-case', name: 'FooBar' }],
    ['FOOBAZ', { type: 'other-case', name: 'foobaz' }],
    ['get', undefined],
    ['', undefined],
    ['user-content-', undefined],
  ])('%j', (fragment, match) => {
    expect(findAnchor(anchors, fragment)).toEqual(match);
  });

  it('finds a name that itself begins as GitHub begins names', () => {
    expect(findAnchor(anchorsOf({ html: '<p id="user-content-x">' }), 'user-content-x')).toEqual({ type: 'exact' });
  });
});
