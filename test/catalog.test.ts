import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryNames, loadAll, loadEntry, loadOwn, whyUnloadable } from '../src/catalog.ts';
import { LatticeError } from '../src/core/errors.ts';

const ROOMS = ['tasks', 'reports', 'stores', 'coverage', 'gates', 'migrations'] as const;

describe.each(ROOMS)('the room %s', (room) => {
  it('has an entry for every file, and no list to edit', () => {
    const files = readdirSync(path.resolve(import.meta.dirname, '../src', room));
    expect(files.length).toBeGreaterThan(0);
    expect(entryNames(room)).toEqual(files.map((file) => file.replace(/\.ts$/, '')).sort());
  });

  it('holds entries that have all that an entry must', async () => {
    const entries = await loadAll(room);
    expect([...entries.keys()]).toEqual(entryNames(room));
    for (const entry of entries.values()) expect(entry.summary).toMatch(/\S/);
  });
});

describe('loadEntry', () => {
  it('gives the same entry as the whole room does', async () => {
    expect(await loadEntry('stores', 'local')).toBe((await loadAll('stores')).get('local'));
  });

  it.each(['nothing', '', '../catalog', 'local.ts', '__proto__'])(
    'knows no entry %j, and names those it knows',
    async (name) => {
      await expect(loadEntry('stores', name)).rejects.toMatchObject({
        code: 'config',
        message: `there is no \`${name}\` among the stores`,
        hint: `Known: ${entryNames('stores').join(', ')}.`,
      });
    },
  );
});

describe('an entry that a project brings itself', () => {
  let folder: string;
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-own-')));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const load = (name: string, text: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return loadOwn('reports', file);
  };

  it('is what its module exports by default', async () => {
    const report = await load('own.mjs', "export default { summary: 'Mine', render: () => 'mine\\n' };");
    expect(report.render([], { color: false, width: 80 })).toBe('mine\n');
  });

  it.each([
    ['no-default.mjs', 'export const summary = 1;', 'lacks summary, render in its default export'],
    ['half.mjs', "export default { summary: 'Mine' };", 'lacks render in its default export'],
    ['nothing.mjs', 'export default null;', 'lacks summary, render in its default export'],
    ['text.mjs', "export default 'report';", 'lacks summary, render in its default export'],
    ['throws.mjs', "throw new Error('not today');", 'cannot be loaded: not today'],
    ['odd.mjs', "throw 'odd';", 'cannot be loaded: odd'],
    ['wrong.mjs', 'export default {', 'cannot be loaded: '],
  ])('is told to be none: %s', async (name, text, message) => {
    const error = await load(name, text).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(LatticeError);
    expect(error).toMatchObject({ code: 'config', message: expect.stringContaining(message) });
    expect(error).toHaveProperty('message', expect.stringContaining(name));
  });

  it('is told to need another Node where this one does not know its kind', () => {
    const error = Object.assign(new Error('Unknown file extension'), { code: 'ERR_UNKNOWN_FILE_EXTENSION' });
    expect(whyUnloadable('/repo/report.ts', error)).toEqual({
      reason: 'this Node loads no `.ts` files',
      hint: 'Name a module in JavaScript.',
    });
  });

  it('is told not to be there', async () => {
    await expect(loadOwn('reports', path.join(folder, 'none.mjs'))).rejects.toMatchObject({
      code: 'config',
      message: expect.stringMatching(/none\.mjs cannot be loaded: there is no such file$/),
      hint: 'Name a module that is there.',
    });
  });
});
