import { describe, expect, it } from 'vitest';
import { collectAnchors } from '../../src/markdown/anchors.ts';
import { readHtml } from '../../src/markdown/html.ts';

function read(...parts: readonly (string | { readonly html: string })[]) {
  const collector = collectAnchors();
  for (const part of parts) {
    if (typeof part === 'string') collector.heading(part);
    else collector.content(readHtml(part.html));
  }
  return { headings: collector.headings, names: [...collector.names] };
}

describe('anchors of a document', () => {
  it('are its headings in order', () => {
    expect(read('One', 'Two', 'One').headings).toEqual(['One', 'Two', 'One']);
  });

  it('are ids of any element and names of links', () => {
    const { names } = read({ html: '<span id="a"></span><a name="b&amp;c"></a><p name="no" id="">' });
    expect(names).toEqual(['a', 'b&c']);
  });

  it('are HTML headings in their order among the others', () => {
    const { headings } = read('Foo', { html: '<h2>Foo</h2><h3 id="x">B<b>a</b>r &amp; baz</h3>' }, 'Foo');
    expect(headings).toEqual(['Foo', 'Foo', 'Bar & baz', 'Foo']);
  });

  it('take an HTML heading with and without the blanks inside its tags', () => {
    expect(read({ html: '<h2> Foo </h2>' })).toEqual({ headings: ['Foo'], names: ['-foo-'] });
  });

  it('take an HTML heading over several blocks', () => {
    expect(read({ html: '<h1>One' }, { html: ' two</h1>' }).headings).toEqual(['One two']);
  });

  it('take a heading that the next one ends', () => {
    expect(read({ html: '<h2>One<h2>Two</h2>' }).headings).toEqual(['One', 'Two']);
  });

  it('are those of footnotes', () => {
    const collector = collectAnchors();
    collector.footnote('1');
    expect([...collector.names]).toEqual(['fn-1', 'fnref-1']);
  });
});
