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

describe('links of a document that was moved', () => {
  const moved = (text: string, to: string, more: FakeFiles = {}, before: FakeFiles = more) =>
    fixed({ [to]: text, ...more }, { 'docs/a.md': text, ...before });

  it('lead to what they led to from where it stood', async () => {
    const text = '# A\n\n[x](b.md#b) [y](./img/c.png?raw=1) ![z](../top.png)\n\n[r]: <img/>\n\n[r]\n';
    const others = { 'docs/b.md': '# B', 'docs/img/c.png': 'c', 'top.png': 't' };
    expect(await moved(text, 'guide/new/a.md', others)).toEqual({
      'guide/new/a.md':
        '# A\n\n[x](../../docs/b.md#b) [y](../../docs/img/c.png?raw=1) ![z](../../top.png)\n\n[r]: <../../docs/img/>\n\n[r]\n',
    });
  });

  it('lead to where the change has renamed it', async () => {
    const found = await moved('[x](b.md)\n', 'guide/a.md', { 'docs/c.md': '# B' }, { 'docs/b.md': '# B' });
    expect(found).toEqual({ 'guide/a.md': '[x](../docs/c.md)\n' });
  });

  it('are known where it was written to on the way', async () => {
    const old = '# A\n## One\n## Two\n[x](b.md)\n';
    const now = '# A\n## One\n## New\n[x](b.md) [y](../docs/b.md)\n';
    const found = await fixed({ 'guide/a.md': now, 'docs/b.md': '' }, { 'docs/a.md': old, 'docs/b.md': '' });
    expect(found).toEqual({ 'guide/a.md': '# A\n## One\n## New\n[x](../docs/b.md) [y](../docs/b.md)\n' });
  });

  it('are left alone where they led nowhere before, where they lead to something now, and where it was copied', async () => {
    const others = { 'docs/b.md': '# B', 'guide/b.md': '# Another' };
    expect(
      await moved('[x](b.md) [y](never.md) [z](/docs/b.md) [v](https://x.y/b.md)\n', 'guide/a.md', others),
    ).toEqual({});
    expect(await moved('[x](c.md)\n', 'guide/a.md', { 'docs/a.md': '[x](c.md)\n', 'docs/c.md': '' })).toEqual({});
    expect(await moved('[x](new.md)\n', 'guide/a.md', { 'docs/new.md': '' }, {})).toEqual({});
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
