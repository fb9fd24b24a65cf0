import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { references } from '../scripts/references/references.ts';
import { entryNames } from '../src/catalog.ts';

// The pages that `npm run docs` writes, against what they are about.

const root = path.resolve(import.meta.dirname, '..');
const text = (page: string) => readFileSync(path.join(root, page), 'utf8');
const pages = await references({ commands: text('docs/commands.md'), presets: text('docs/presets.md') });

describe('the references', () => {
  it.each([...pages.keys()])('are as `npm run docs` writes them: %s', (page) => {
    expect(text(page)).toBe(pages.get(page));
  });

  it('say something of every key, with a place that links can lead to', () => {
    const described = [...pages].filter(([page]) => page !== 'docs/kinds.md').map(([, one]) => one);
    const rows = described.flatMap((page) => page.split('\n').filter((line) => line.startsWith('| <a id=')));
    expect(rows.length).toBeGreaterThan(150);
    expect(
      rows.filter((row) => !/^\| <a id="[\w-]+"><\/a>`[^`]+` \| \S.* \|$/.test(row) || row.endsWith('| |')),
    ).toEqual([]);
  });

  it.each([...pages.keys()])('have no place twice: %s', (page) => {
    const ids = [...(pages.get(page) ?? '').matchAll(/<a id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('have a page for every kind, which the list leads to, and none for others', () => {
    const kinds = entryNames('tasks');
    expect(new Set(readdirSync(path.join(root, 'docs/kinds')))).toEqual(new Set(kinds.map((kind) => `${kind}.md`)));
    const index = pages.get('docs/kinds.md') ?? '';
    expect(kinds.filter((kind) => !index.includes(`<a id="${kind}"></a>[\`${kind}\`](kinds/${kind}.md)`))).toEqual([]);
  });

  it('have an example for every kind, and say how it ends', () => {
    const texts = [...pages].filter(([page]) => page.startsWith('docs/kinds/')).map(([, one]) => one);
    expect(texts.length).toBeGreaterThan(30);
    expect(texts.filter((one) => !/^```json\n\{\n {2}"tiers": /m.test(one))).toEqual([]);
    expect(texts.filter((one) => !/^- (?:passed|judged): \S/m.test(one))).toEqual([]);
  });
});
