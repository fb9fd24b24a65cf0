import { describe, expect, it } from 'vitest';
import { readPlainWords } from '../../src/cli/links.ts';

const plain = { paths: [], external: false, fix: false, reports: [] };

describe('the words of `links`', () => {
  it.each([
    [[], plain],
    [['docs', 'README.md'], { ...plain, paths: ['docs', 'README.md'] }],
    [['--fix', 'docs', '--external'], { ...plain, paths: ['docs'], fix: true, external: true }],
    [['--fix', '--fix'], { ...plain, fix: true }],
  ])('%j are paths and flags', (words, options) => {
    expect(readPlainWords(words)).toEqual(options);
  });

  it.each([
    [['--help']],
    [['-h', 'docs']],
    [['--report', 'json']],
    [['--report=json']],
    [['--', '-a.md']],
    [['--external=yes']],
    [['--fixx']],
  ])('%j are left to the library', (words) => {
    expect(readPlainWords(words)).toBeUndefined();
  });
});
