import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { references } from '../scripts/references/references.ts';
import { entryNames } from '../src/catalog.ts';

// The pages that `npm run docs` writes, against what they are about.

const root = path.resolve(import.meta.dirname, '..');
const text = (page: string) => readFileSync(path.join(root, page), 'utf8');
const pages = await references(text('docs/commands.md'));

describe('the references', () => {
  it.each([...pages.keys()])('are as `npm run docs` writes them: %s', (page) => {
    expect(text(page)).toBe(pages.get(page));
  });

  it('say something of every key, with a place that links can lead to', () => {
    const rows = [...pages.values()].flatMap((page) => page.split('\n').filter((line) => line.startsWith('| <a id=')));
    expect(rows.length).toBeGreaterThan(150);
    expect(
      rows.filter((row) => !/^\| <a id="[\w-]+"><\/a>`[^`]+` \| \S.* \|$/.test(row) || row.endsWith('| |')),
    ).toEqual([]);
  });

  it.each([...pages.keys()])('have no place twice: %s', (page) => {
    const ids = [...(pages.get(page) ?? '').matchAll(/<a id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('have a section for every kind', () => {
    const page = pages.get('docs/kinds.md') ?? '';
    expect(entryNames('tasks').filter((kind) => !page.includes(`\n## ${kind}\n`))).toEqual([]);
  });
});
