import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { xmlDocument } from '../../src/xml/write.ts';
import { readXml } from '../support/expat.ts';

/** What is left of a text without what XML 1.0 forbids: each of its characters by the production of the standard. */
function allowed(text: string): string {
  return [...text]
    .filter((character) => {
      const code = character.codePointAt(0) ?? 0;
      if (code === 0x9 || code === 0xa || code === 0xd) return true;
      return (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd) || code >= 0x10000;
    })
    .join('');
}

describe('a written document', () => {
  it('is indented, and ends in a newline', () => {
    const children = [
      { name: 'b', attributes: { n: 1 } },
      { name: 'c', children: 'x' },
      { name: 'd', children: '' },
    ];
    expect(xmlDocument({ name: 'a', children })).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<a>\n  <b n="1"/>\n  <c>x</c>\n  <d/>\n</a>\n',
    );
  });

  it('is read back by another parser, characters that XML forbids aside', () => {
    const units = fc.array(fc.oneof(fc.integer({ min: 0, max: 0xa0 }), fc.integer({ min: 0, max: 0xffff })));
    const texts = fc.sample(
      fc.oneof(
        units.map((codes) => String.fromCharCode(...codes)),
        fc.string(),
      ),
      500,
    );
    const seen = readXml(...texts.map((text) => xmlDocument({ name: 'a', attributes: { t: text }, children: text })));
    expect(seen.map(({ text, attributes }) => [text, attributes['t']])).toEqual(
      texts.map((text) => [allowed(text), allowed(text)]),
    );
  });
});
