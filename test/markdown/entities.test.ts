import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEntities, unescapeMarkdown } from '../../src/markdown/entities.ts';

describe('character references (CommonMark 2.5)', () => {
  it.each([
    ['&amp;&lt;&quot;&apos;', '&<"\''],
    ['&nbsp;&copy;&AElig;&eacute;&yuml;', '\u00a0©Æéÿ'],
    ['&#35; &#1234; &#992; &#0;', '# Ӓ Ϡ \ufffd'],
    ['&#X22; &#XD06; &#xcab;', '" ആ ಫ'],
    ['&#xd800; &#x110000;', '\ufffd \ufffd'],
    ['&nbsp &x; &#; &#x; &#12345678; &hi?;', '&nbsp &x; &#; &#x; &#12345678; &hi?;'],
    ['&MadeUpEntity;', '&MadeUpEntity;'],
    ['&amp;lt;', '&lt;'],
    ['a & b', 'a & b'],
  ])('%s is %s', (text, decoded) => {
    expect(decodeEntities(text)).toBe(decoded);
  });
});

describe('escapes (CommonMark 2.4)', () => {
  it.each([
    ['\\!\\"\\#\\~', '!"#~'],
    ['\\a\\ \\é', '\\a\\ \\é'],
    ['\\&amp;', '&amp;'],
    ['\\\\&amp;', '\\&'],
    ['a\\', 'a\\'],
    ['&lt;', '<'],
  ])('%s is %s', (text, plain) => {
    expect(unescapeMarkdown(text)).toBe(plain);
  });

  it('undo what escaping each sign does', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(unescapeMarkdown(text.replace(/[!-/:-@[-`{-~]/g, '\\$&'))).toBe(text);
      }),
    );
  });
});
