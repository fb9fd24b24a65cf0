import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { differences } from '../support/markdown-difference.ts';
import { readRendered } from '../support/rendered.ts';

// The examples of GitHub's specification and of its parser's own tests: Markdown, and the HTML that it has to become.

interface Example {
  readonly name: string;
  readonly markdown: string;
  readonly html: string;
}

/** The specification shows these without its extension for addresses in the text. */
const WITHOUT_ADDRESSES = ['<http://foo.bar/baz bim>\n', '< http://foo.bar >\n', 'http://example.com\n'];

const FENCE = '`'.repeat(32);

function readExamples(file: string): readonly Example[] {
  const text = readFileSync(path.join(import.meta.dirname, '../fixtures/markdown', file), 'utf8');
  const form = new RegExp(`^${FENCE} example([^\\n]*)\\n([\\s\\S]*?)^\\.\\n([\\s\\S]*?)^${FENCE}$`, 'gm');
  return [...text.matchAll(form)].map(([, extension = '', markdown = '', html = ''], index) => ({
    name: `${index + 1}${extension}: ${JSON.stringify(markdown.slice(0, 60))}`,
    markdown: markdown.replaceAll('→', '\t'),
    html: html.replaceAll('→', '\t'),
  }));
}

describe.each([
  ['gfm-spec.txt', 673],
  ['gfm-extensions.txt', 28],
  ['gfm-regression.txt', 19],
])('%s', (file, count) => {
  const examples = readExamples(file);

  it('has all its examples', () => {
    expect(examples).toHaveLength(count);
  });

  it.each(examples.filter(({ markdown }) => !WITHOUT_ADDRESSES.includes(markdown)))('$name', ({ markdown, html }) => {
    expect(differences(markdown, readRendered(html))).toEqual([]);
  });
});
