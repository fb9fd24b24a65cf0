import { describe, expect, it } from 'vitest';
import { decodePath } from '../../src/core/path-bytes.ts';
import { folderUri, relativeUri } from '../../src/report-text/relative-uri.ts';

describe('a relative reference', () => {
  it.each(['src/a.ts', 'a b/ü%?#.ts', "c:/x'[1].ts", '日本/語.md'])('leads back to %s', (path) => {
    const base = 'file:///repository/';
    expect(decodeURIComponent(new URL(relativeUri(path), base).pathname)).toBe(`/repository/${path}`);
  });

  it('names bytes that are no text', () => {
    expect(relativeUri(decodePath(Buffer.from([0xff, 0x2f, 0xfe])))).toBe('%FF/%FE');
  });

  it('ends in a slash where it is a folder', () => {
    expect([folderUri(''), folderUri('packages/a b')]).toEqual(['./', 'packages/a%20b/']);
  });
});
