import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { splitLines } from '../../src/documents/lines.ts';
import { readMarkdown } from '../../src/markdown/document.ts';
import { slugOf } from '../../src/markdown/slugs.ts';
import { differencesOf } from '../support/cmark-difference.ts';
import { hasCmark } from '../support/cmark-gfm.ts';
import { withoutFrontMatter } from '../support/markdown-difference.ts';
import { readWithMdast } from '../support/mdast-links.ts';

// Documents that people wrote, read by us and by the parsers that GitHub and remark stand on. `scripts/markdown-oracle.mjs`
// does the same with as many documents as one has.

const root = path.resolve(import.meta.dirname, '../..');
const { dependencies, devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const documents = [
  ...['README.md', 'CHANGELOG.md', 'docs/isolation.md', 'docs/push.md'],
  ...Object.keys({ ...dependencies, ...devDependencies }).flatMap((name) => readmeOf(name)),
];

describe('documents that people wrote', () => {
  it('are many', () => {
    expect(documents.length).toBeGreaterThan(30);
  });

  it.runIf(hasCmark()).each(documents)('are to us what GitHub’s parser makes of them: %s', (file) => {
    expect(differencesOf(path.join(root, file))).toEqual([]);
  });

  it.each(documents.filter(isShort))('have the links and headings that remark sees, where it sees them: %s', (file) => {
    const source = withoutFrontMatter(readFileSync(path.join(root, file), 'utf8'));
    const lines = splitLines(source);
    const ours = readMarkdown(source).links.map(({ destination, line, column }) => ({
      destination,
      offset: (lines[line - 1]?.start ?? 0) + column - 1,
    }));
    const theirs = readWithMdast(source);
    const missed = theirs.links.filter(
      ({ destination, start, end }) =>
        !ours.some((one) => one.destination === destination && one.offset > start && one.offset < end),
    );
    expect(missed).toEqual([]);
    const headings = new Set(readMarkdown(source).headings.map(slugOf));
    expect(theirs.headings.map(slugOf).filter((slug) => !headings.has(slug))).toEqual([]);
  });
});

/** Remark takes two seconds for each megabyte. */
function isShort(file: string): boolean {
  return statSync(path.join(root, file)).size < 8000;
}

/** The README of a package, if it has one. */
function readmeOf(name: string): readonly string[] {
  const names = ['README.md', 'readme.md'].map((file) => `node_modules/${name}/${file}`);
  return names.filter((file) => existsSync(path.join(root, file))).slice(0, 1);
}
