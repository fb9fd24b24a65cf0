import { describe, expect, it } from 'vitest';
import { fixLinks } from '../../src/doc-links/fix.ts';
import { type FakeFiles, makeTools } from '../support/snapshot-tools.ts';

/** What becomes of files in which a change broke links, as texts; those that stay as they are left out. */
async function fixed(files: FakeFiles, before: FakeFiles, options = {}): Promise<Readonly<Record<string, string>>> {
  const tools = makeTools(files, before);
  const documents = [...tools.snapshot.tree.keys()].filter((path) => path.endsWith('.md'));
  const contents = await fixLinks(documents, options, tools);
  return Object.fromEntries([...contents].map(([path, content]) => [path, Buffer.from(content).toString()]));
}

/** A document in `docs`, after `docs/b.md` became another file. */
async function renamed(link: string, to: string, options = {}): Promise<string | undefined> {
  const text = `[x](${link})\n`;
  const found = await fixed({ 'docs/a.md': text, [to]: '# Use' }, { 'docs/a.md': text, 'docs/b.md': '# Use' }, options);
  return found['docs/a.md']?.slice('[x]('.length, -')\n'.length);
}

describe('links to a renamed file', () => {
  it.each([
    ['b.md', 'docs/c.md', 'c.md'],
    ['./b.md#use', 'docs/c.md', './c.md#use'],
    ['../docs/b.md?plain=1#use', 'docs/c.md', '../docs/c.md?plain=1#use'],
    ['./b.md', 'docs/new/c.md', './new/c.md'],
    ['./b.md', 'c.md', '../c.md'],
    ['../docs/b.md', 'guide/b.md', '../guide/b.md'],
    ['/docs/b.md#use', 'guide/b.md', '/guide/b.md#use'],
    ['b.md', 'docs/my (new) [file].md', 'my%20%28new%29%20%5Bfile%5D.md'],
    ['b.md', 'docs/ü.md', 'ü.md'],
    ['b.md', 'docs/*/{-}.md', '%2A/%7B-%7D.md'],
    ['b.md', 'docs/50%.md', '50%25.md'],
  ])('%s, now %s', async (link, to, expected) => {
    expect(await renamed(link, to)).toBe(expected);
  });

  it('lead to it from documents that the change leaves alone, and from definitions', async () => {
    const text = '[x][r] <a href="docs/b.md#use">y</a>\n\n[r]: docs/b.md\n';
    const found = await fixed({ 'a.md': text, 'docs/c.md': '# Use' }, { 'a.md': text, 'docs/b.md': '# Use' });
    expect(found).toEqual({ 'a.md': '[x][r] <a href="docs/c.md#use">y</a>\n\n[r]: docs/c.md\n' });
  });

  it('lead to the new folder', async () => {
    const text = '[x](old/) [y](old/b.md)\n';
    const found = await fixed({ 'a.md': text, 'new/b.md': '# B' }, { 'a.md': text, 'old/b.md': '# B' });
    expect(found).toEqual({ 'a.md': '[x](new/) [y](new/b.md)\n' });
  });

  it('keep letters encoded where they were', async () => {
    const text = '[x](ü/%C3%BC.md)\n[y](../docs/%C3%BC/ü.md)\n';
    const found = await fixed({ 'docs/a.md': text, 'docs/ü/ö.md': '# B' }, { 'docs/a.md': text, 'docs/ü/ü.md': '# B' });
    expect(found).toEqual({ 'docs/a.md': '[x](ü/%C3%B6.md)\n[y](../docs/%C3%BC/%C3%B6.md)\n' });
  });

  it('start where a leading slash does', async () => {
    expect(await renamed('/b.md', 'docs/c.md', { root: 'docs' })).toBe('/c.md');
    expect(await renamed('/b.md', 'guide/c.md', { root: 'docs' })).toBeUndefined();
  });
});

describe('links to a renamed heading', () => {
  it('name the new one, in their own way', async () => {
    const text = '[x](b.md#old) [z](b.md#other)\n';
    const found = await fixed(
      { 'a.md': text, 'b.md': '# New name\n# Other' },
      { 'a.md': text, 'b.md': '# Old\n# Other' },
    );
    expect(found).toEqual({ 'a.md': '[x](b.md#new-name) [z](b.md#other)\n' });
  });
});

describe('what is left alone', () => {
  it('is what was deleted, what was wrong before, and what a comment is about', async () => {
    const text = '[x](gone.md) [y](never.md)\n\n<!-- lattice-ignore-next-line doc-links: wanted -->\n[z](b.md)\n';
    expect(await fixed({ 'a.md': text, 'c.md': '# B' }, { 'a.md': text, 'gone.md': '# Gone', 'b.md': '# B' })).toEqual(
      {},
    );
  });

  it('is a document that is not UTF-8, and a byte order mark', async () => {
    const text = '[x](b.md)\n';
    const odd = Buffer.concat([Buffer.from(text), Buffer.from([0xff])]);
    const marked = `\ufeff${text}`;
    const files = { 'odd.md': odd, 'marked.md': marked };
    const found = await fixed({ ...files, 'c.md': '# B' }, { ...files, 'b.md': '# B' });
    expect(found).toEqual({ 'marked.md': '\ufeff[x](c.md)\n' });
  });
});
