import { describe, expect, it } from 'vitest';
import { readXml } from '../../src/xml/read.ts';

/** What the reader was told, one string for each call. */
function events(text: string, size = 3): readonly string[] {
  const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
    text.slice(at * size, (at + 1) * size),
  );
  const told: string[] = [];
  readXml(pieces, {
    open: (name, attributes) =>
      told.push(`<${[name, ...[...attributes].map(([key, value]) => `${key}=${value}`)].join(' ')}>`),
    text: (piece) => told.push(piece),
    close: (name) => told.push(`</${name}>`),
  });
  return told;
}

describe('readXml', () => {
  it('tells elements, attributes and text in the order of the document', () => {
    const text = `<?xml version="1.0"?>\r\n<!DOCTYPE a SYSTEM "http://x/y.dtd"><!-- < --><a b = '1' c="&lt;&#65;&#x42;">x<d/>&amp;<![CDATA[<&]]></a >\n`;
    expect(events(text)).toEqual(['<a b=1 c=<AB>', 'x', '<d>', '</d>', '&', '<&', '</a>']);
  });

  it.each([
    ['<a>', /cut short/],
    ['', /cut short/],
    ['<a></b>', /closes/],
    ['</a>', /closes nothing/],
    ['<a/><b/>', /second root/],
    ['<a/>x', /outside/],
    ['<a b="1" b="2"/>', /twice/],
    ['<a b=1/>', /not well formed/],
    ['<a b="<"/>', /not well formed/],
    ['<a><!-- </a>', /cut short/],
    ['<a><![CDATA[ </a>', /cut short/],
    ['<a>&x;</a>', /unknown entity/],
    ['<a>& b</a>', /unknown entity/],
    ['<a>&#0;</a>', /unknown entity/],
    ['<a>&#xD800;</a>', /unknown entity/],
    ['<a>&constructor;</a>', /unknown entity/],
    ['<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', /document type/],
    ['<!DOCTYPE a SYSTEM "x.dtd" [ ]><a/>', /document type/],
    ['<a><!DOCTYPE a></a>', /unexpected/],
    ['<a', /cut short/],
    ['< a/>', /begins no tag/],
  ])('refuses %s', (text, problem) => {
    expect(() => events(text)).toThrow(problem);
  });

  it.each([
    ['tags that never end', '<a '.repeat(200_000)],
    ['attributes without values', `<a${' b'.repeat(200_000)}`],
    ['blanks', `<a${' '.repeat(500_000)}`],
    ['ampersands', `<a>${'&'.repeat(500_000)}</a>`],
    ['depth', '<a>'.repeat(200_000)],
    ['a name that never ends', `<${'a'.repeat(500_000)}`],
    ['a document type that never ends', `<!DOCTYPE ${'a '.repeat(200_000)}`],
  ])('refuses much of %s at once', (_, text) => {
    const started = process.hrtime.bigint();
    expect(() => events(text, 65_536)).toThrow(Error);
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(2000);
  });
});
