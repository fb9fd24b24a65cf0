import { describe, expect, it } from 'vitest';
import { countLines } from '../../src/doc-links/references.ts';

describe('lines of a file', () => {
  it.each([
    ['', 0],
    ['a', 1],
    ['a\n', 1],
    ['a\nb', 2],
    ['a\r\nb\r\n', 2],
    ['\n\n', 2],
  ])('of %j: %j', (text, lines) => {
    expect(countLines(Buffer.from(text))).toBe(lines);
  });

  it('are unknown where git keeps only a pointer', () => {
    expect(countLines(Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:0\n'))).toBeUndefined();
  });
});
