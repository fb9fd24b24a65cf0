import { describe, expect, it } from 'vitest';
import type { FileEntry } from '../../src/core/files.ts';
import { docusaurus } from '../../src/doc-links/profiles/docusaurus.ts';
import { github } from '../../src/doc-links/profiles/github.ts';
import { hugo } from '../../src/doc-links/profiles/hugo.ts';
import type { Profile } from '../../src/doc-links/profiles/profile.ts';
import { type Reading, resolveLink } from '../../src/doc-links/resolve.ts';
import { openResolvers } from '../../src/doc-links/resolver.ts';
import { indexTree } from '../../src/doc-links/tree.ts';
import type { Link } from '../../src/documents/document.ts';

const entry: FileEntry = { mode: '100644', id: '0'.repeat(40) };
const documents = [
  'a.md',
  'b.md',
  'x/a.md',
  'x/b.md',
  'x/c.rst',
  'x/conf.py',
  'x/d.adoc',
  'x/y.md',
  'x/y/a.md',
  'x/y/z.md',
];
const tree = indexTree(new Map(documents.map((path) => [path, entry])), new Map());

const siteOf = (profile: Profile) => ({ profile, sphinx: profile, roots: [''], base: [], pageNamed: () => undefined });
const sites = { github: siteOf(github), docusaurus: siteOf(docusaurus), hugo: siteOf(hugo) };
type Name = keyof typeof sites;

const readingOf = (as: Name, others: Name): Reading => ({
  tree,
  siteOf: (document) => sites[document.endsWith('a.md') ? as : others],
  isIgnored: (destination) => destination === 'a.md#ignored',
});

const destinations = [
  'a.md',
  'b.md#x',
  'a',
  '../a.md',
  '/a.md',
  '/c',
  'y/a.md#L1',
  '#x',
  '',
  ' #x',
  '?q',
  'a.md#ignored',
  'z.md#q',
  'z:y',
];
const links: readonly Link[] = destinations.flatMap((destination) => [
  { destination, line: 1, column: 1 },
  { destination, line: 2, column: 1, names: 'label' },
]);

describe('a resolver', () => {
  it.each<[Name, Name]>([
    ['github', 'github'],
    ['hugo', 'hugo'],
    ['github', 'docusaurus'],
  ])('says of each link what is said of it alone, whatever was asked before, on %s and %s', (one, other) => {
    const reading = readingOf(one, other);
    for (const first of documents) {
      for (const second of documents) {
        const resolverOf = openResolvers(reading);
        links.map(resolverOf(first));
        const alone = links.map((link) => resolveLink(reading, second, link));
        expect(links.map(resolverOf(second)), `${second} behind ${first}`).toEqual(alone);
      }
    }
  });

  it('gives the documents of a folder one question about one place', () => {
    const resolverOf = openResolvers(readingOf('github', 'github'));
    const link = { destination: 'b.md#x', line: 1, column: 1 };
    expect(resolverOf('x/a.md')(link)).toBe(resolverOf('x/b.md')(link));
  });
});
