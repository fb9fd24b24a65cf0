import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { pageOf } from '../../src/config/config-error.ts';
import { load, writeFolder } from './project.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Names of the headings of a page, as GitHub makes them. */
function headingsOf(page: string): readonly string[] {
  const text = readFileSync(path.join(root, page), 'utf8');
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => title.toLowerCase().replaceAll(' ', '-'));
}

describe('an error of a config', () => {
  it.each([
    [[], 'docs/config.md#top-level'],
    [['audit'], 'docs/config.md#top-level'],
    [['ci', 'timeout'], 'docs/config.md#the-key-ci'],
    [['skips', 'reason'], 'docs/config.md#the-key-skips'],
    [['shared'], 'docs/config.md#the-key-shared'],
    [['tiers', 'fast', 'budget'], 'docs/config.md#a-tier'],
    [['tiers', 'fast', 'gates', 'covrage'], 'docs/config.md#a-tier'],
    [['tiers', 'fast', 'gates', 'coverage', 'lines'], 'docs/config.md#the-coverage-gate'],
    [['tiers', 'fast', 'gates', 'findings'], 'docs/config.md#the-findings-gate'],
    [['tiers', 'fast', 'tasks', 'lint', 'timeut'], 'docs/config.md#a-task'],
    [['tiers', 'fast', 'tasks', 'lint', 'options', 'args'], 'docs/kinds.md'],
  ])('at %j names the section that describes it, which is there', (at, place) => {
    expect(pageOf(at)).toBe(place);
    const [page = '', heading] = place.split('#');
    expect(headingsOf(page)).toEqual(heading === undefined ? expect.anything() : expect.arrayContaining([heading]));
  });

  it('tells it below what is wrong', async () => {
    const config = { tiers: { fast: { tasks: { lint: { run: 'true', timeut: '5s' } } } } };
    await expect(load(writeFolder({ '.lattice-hooksrc.json': config }))).rejects.toMatchObject({
      hint: 'Keys are described in schema.json and docs/config.md#a-task.',
    });
  });
});
