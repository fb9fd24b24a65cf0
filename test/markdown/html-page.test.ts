import { expect, it } from 'vitest';
import { readHtmlPage } from '../../src/markdown/html-page.ts';

it('reads what fragments of a page in HTML mean, and nothing else of it', () => {
  const source = '<h1>No id</h1>\n<p id=a&amp;b><A NAME="c"><input name="d"><a id="e" href="#f">\n';
  const page = readHtmlPage(source);
  expect(page).toEqual({ links: [], headings: [], names: new Set(['a&b', 'c', 'e']), suppressions: [], slips: [] });
});
