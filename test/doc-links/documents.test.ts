import { describe, expect, it } from 'vitest';
import { isDocument, readDocument } from '../../src/doc-links/documents.ts';

describe('a document', () => {
  it.each(['a.md', 'docs/README.MD', 'a.markdown', 'a.mdown', 'a.mkd', 'a.mkdn', '.md', 'a.mdx'])(
    '%s is one',
    (path) => {
      expect(isDocument(path)).toBe(true);
    },
  );

  it.each(['a.txt', 'md', 'a.md/b', 'a.md.txt', 'README', 'a.rmd'])('%s is none', (path) => {
    expect(isDocument(path)).toBe(false);
  });
});

describe('reading a document', () => {
  it('leaves a byte order mark out of the first line', () => {
    const { links, headings, utf8 } = readDocument(Buffer.from('\uFEFF# A [x](y)'));
    expect([links, headings, utf8]).toEqual([[{ destination: 'y', line: 1, column: 9 }], ['A x'], true]);
  });

  it('goes on behind bytes that are not UTF-8, and says so', () => {
    const { links, utf8 } = readDocument(Buffer.from('caf\xe9 [x](y)', 'latin1'));
    expect([links, utf8]).toEqual([[{ destination: 'y', line: 1, column: 10 }], false]);
  });
});
