import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Document, makeDocument, readDocument } from '../../src/doc-links/documents.ts';
import { packDocument, unpackDocument } from '../../src/doc-links/packed-document.ts';
import { github } from '../../src/doc-links/profiles/github.ts';

const plain = (document: Document) => ({
  utf8: document.utf8,
  links: document.links,
  headings: document.headings,
  names: [...document.names],
  suppressions: document.suppressions,
  slips: document.slips,
  anchors: document.anchors(github),
});

describe('a packed document', () => {
  it('says what the one that was read says', () => {
    const text = '# Über *uns*\n\n[a](b%20c.md#ü "t") <a id="Ω" href="d.md"></a>[^1]\n\n[^1]: 🚀 [e](<f g.md>)\n';
    const document = readDocument(Buffer.from(text));
    expect(plain(document).links).toHaveLength(3);
    expect(plain(unpackDocument(packDocument(document)))).toEqual(plain(document));
  });

  it('keeps all there can be in one', () => {
    const text = fc.string({ unit: 'binary' });
    const texts = fc.array(text);
    const place = { line: fc.nat(), column: fc.nat() };
    const names = fc.constantFrom('wiki-page' as const, 'page' as const, 'label' as const);
    const link = fc.record({ destination: text, ...place, names }, { requiredKeys: ['destination', 'line', 'column'] });
    const suppression = fc.record({ ...place, check: text, reason: text, about: fc.nat() });
    const type = fc.constantFrom('undefined-reference' as const, 'spaced-destination' as const);
    const rest = fc.record({
      suppressions: fc.array(suppression),
      slips: fc.array(fc.record({ ...place, label: text, type })),
    });
    fc.assert(
      fc.property(fc.array(link), texts, texts, rest, fc.boolean(), (links, headings, names, others, utf8) => {
        const document = makeDocument({ links, headings, names: new Set(names), ...others }, utf8);
        expect(plain(unpackDocument(packDocument(document)))).toEqual(plain(document));
      }),
      { numRuns: 50 },
    );
  });
});
