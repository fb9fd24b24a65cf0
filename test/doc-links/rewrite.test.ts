import { describe, expect, it } from 'vitest';
import { rewriteLinks } from '../../src/doc-links/rewrite.ts';
import { readMarkdown } from '../../src/markdown/document.ts';

/** Rewrites all links of a document that lead to one place. */
function rewrite(text: string, from: string, to: string): string {
  const links = readMarkdown(text).links.filter(({ destination }) => destination === from);
  return rewriteLinks(
    text,
    links.map((link) => ({ link, to })),
  ).text;
}

describe('links that are rewritten', () => {
  it.each([
    ['[x](a.md "title") [y](a.md)', 'a.md', 'b.md', '[x](b.md "title") [y](b.md)'],
    ['[x][r]\n\n[r]:\n  a.md "t"\n', 'a.md', 'b/c.md', '[x][r]\n\n[r]:\n  b/c.md "t"\n'],
    ['![x](<my pics/a b.png>)', 'my pics/a b.png', 'my pics/c%20d.png', '![x](<my pics/c d.png>)'],
    ['[x](a\\_b/c.md#d)', 'a_b/c.md#d', 'a_b/e.md#d', '[x](a\\_b/e.md#d)'],
    [
      '<a href="x&amp;y/a.md?q=1&amp;r">x</a>',
      'x&y/a.md?q=1&r',
      'x&y/b.md?q=1&r',
      '<a href="x&amp;y/b.md?q=1&amp;r">x</a>',
    ],
    [
      '<img src=\'a.png\' srcset="b.png 1x, a.png 2x">',
      'a.png',
      'c.png',
      '<img src=\'c.png\' srcset="b.png 1x, c.png 2x">',
    ],
    ['> - [x](a.md)\r\n> - [ü🚀](a.md)\r\n', 'a.md', 'b.md', '> - [x](b.md)\r\n> - [ü🚀](b.md)\r\n'],
    ['| a |\n|---|\n| [x](a.md) |\n', 'a.md', 'b.md', '| a |\n|---|\n| [x](b.md) |\n'],
  ])('%s', (text, from, to, expected) => {
    expect(rewrite(text, from, to)).toBe(expected);
    expect(readMarkdown(expected).links.map(({ destination }) => destination)).not.toContain(from);
  });

  it('leave what is not where it was said to be, and what is no path', () => {
    const link = { line: 1, column: 5, destination: 'a.md' };
    expect(rewriteLinks('[x](other.md)', [{ link, to: 'b.md' }])).toEqual({ text: '[x](other.md)', count: 0 });
    expect(rewriteLinks('', [{ link: { ...link, line: 7 }, to: 'b.md' }]).count).toBe(0);
    const long = `${'\\_'.repeat(5000)}.md`;
    expect(rewrite(`[x](${long})`, `${'_'.repeat(5000)}.md`, 'b.md')).toBe(`[x](${long})`);
  });
});
