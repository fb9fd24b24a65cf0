import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

// What the documents for users promise about this repository.

const root = path.resolve(import.meta.dirname, '..');
const text = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** Tests that a table names in its last column, as `file`: name. */
function namedTests(document: string): { readonly file: string; readonly name: string }[] {
  const rows = [...text(document).matchAll(/\| `([\w/-]+)`: ([^|]+) \|$/gm)];
  return rows.map(([, file = '', name = '']) => ({ file: `test/${file}.test.ts`, name }));
}

/** Whether a file has a test of that name, or one whose name goes on with what the test is tried with. */
function hasTest(file: string, name: string): boolean {
  if (!existsSync(path.join(root, file))) return false;
  const source = text(file);
  return [`'${name}',`, `"${name}",`, `\`${name}\`,`, `\`${name}, \${`, `\`${name} (\${`].some((form) =>
    source.includes(form),
  );
}

describe('docs', () => {
  it.each([
    ['docs/isolation.md', 40],
    ['docs/push.md', 30],
    ['docs/doc-links.md', 20],
    ['docs/affected-tests.md', 15],
  ])('name only tests that exist (%s)', (document, least) => {
    const named = namedTests(document);
    expect(named.length).toBeGreaterThan(least);
    expect(named.filter(({ file, name }) => !hasTest(file, name))).toEqual([]);
  });

  it('that the README links to are there', () => {
    const linked = [...text('README.md').matchAll(/\]\((docs\/[\w.-]+)\)/g)].map(([, file = '']) => file);
    expect(linked.length).toBeGreaterThan(1);
    expect(linked.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });

  it('say in words what they are for before anything else, and each leads to another until all were read', () => {
    const pages = readdirSync(path.join(root, 'docs')).filter((file) => file.endsWith('.md'));
    const read: string[] = [];
    for (let page = 'tiers.md'; !read.includes(page) && pages.includes(page); ) {
      read.push(page);
      const [, first = ''] = /^# [^\n]+\n\n(?:<!--.*-->\n\n)?([^\n]+)/.exec(text(`docs/${page}`)) ?? [];
      expect(first, page).toMatch(/^[\p{L}*`"].*\w/u);
      expect(first, page).not.toMatch(/^```/);
      page = /\nNext: \[[^\]]+\]\(([\w-]+\.md)\)[^\n]*\n$/.exec(text(`docs/${page}`))?.[1] ?? '';
    }
    expect(read.sort()).toEqual(pages.sort());
  });

  it('are all linked from the README', () => {
    const unlinked = readdirSync(path.join(root, 'docs')).filter((file) => !text('README.md').includes(`docs/${file}`));
    expect(unlinked).toEqual([]);
  });
});
