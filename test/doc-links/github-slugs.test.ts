import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { slug } from 'github-slugger';
import { describe, expect, it } from 'vitest';
import { anchorsOf } from '../../src/doc-links/anchors.ts';
import { github } from '../../src/doc-links/profiles/github.ts';
import { readMarkdown } from '../../src/markdown/document.ts';
import { slugOf } from '../../src/markdown/slugs.ts';

// What GitHub itself made of headings: github-slugger asked it, and its own tests hold the answers.

const fixture = path.join(import.meta.dirname, '../fixtures/markdown/github-slugger.json');
const answers = JSON.parse(readFileSync(fixture, 'utf8')) as readonly {
  readonly input: string;
  readonly expected: string;
}[];

/** Letters from here on may be newer than the package's table of them: they are left to it. */
const NEWER = 0x870;

describe('the slugs of GitHub', () => {
  it('are those of a document with all headings that it was asked for', () => {
    const { headings } = anchorsOf({ ...readMarkdown(''), headings: answers.map(({ input }) => input) }, github);
    expect(answers.length).toBeGreaterThan(70);
    const known = headings.map((one) => one.replace(/[\u0870-\u{10ffff}]/gu, (letter) => slug(letter)));
    expect(known).toEqual(answers.map(({ expected }) => expected).filter((one) => one !== ''));
  });

  it('keep every character that the package keeps, and no others below those that are newer than it', () => {
    const differing: number[] = [];
    for (let block = 0; block < 0x110000; block += 256) {
      const codes = Array.from({ length: 256 }, (_, index) => block + index).filter(
        (code) => code < 0xd800 || code > 0xdfff,
      );
      const text = codes.map((code) => String.fromCodePoint(code)).join('.');
      if (slug(text) !== slugOf(text)) differing.push(...codes.filter((code) => isOther(String.fromCodePoint(code))));
    }
    expect(differing.filter((code) => code < NEWER)).toEqual([]);
    expect(differing.filter((code) => slugOf(String.fromCodePoint(code)) === '')).toEqual([]);
  });

  it('are the same for any text', () => {
    const character = fc.integer({ min: 0, max: NEWER - 1 }).map((code) => String.fromCodePoint(code));
    fc.assert(
      fc.property(fc.string({ unit: fc.oneof(character, fc.constantFrom(...' -_#.')) }), (text) => {
        expect(slugOf(text)).toBe(slug(text));
      }),
    );
  });
});

function isOther(character: string): boolean {
  return slug(character) !== slugOf(character);
}
