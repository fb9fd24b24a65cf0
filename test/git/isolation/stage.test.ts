import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileSet } from '../../../src/core/files.ts';
import { captureIndex } from '../../../src/git/index/snapshot.ts';
import { stage, unstage, update } from '../../../src/git/isolation/stage.ts';
import { hashObjects } from '../../../src/git/objects/hash-files.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;
let gitDir: string;
let journal: string;

beforeEach(() => {
  repository = makeRepository();
  repository.commit({ 'a.md': 'a\n', 'b.md': 'b\n' });
  gitDir = path.join(repository.root, '.git');
  journal = path.join(repository.folder, 'journal');
  mkdirSync(journal);
});

afterEach(() => repository.remove());

/** What the index would hold if these files had these texts. */
async function entries(texts: Readonly<Record<string, string>>): Promise<FileSet> {
  for (const [file, text] of Object.entries(texts)) repository.write(file, text);
  return hashObjects(repository.place, Object.keys(texts));
}

const index = async () => (await captureIndex(repository.place)).snapshot.tree;

describe('staging', () => {
  it('changes these entries and no others', async () => {
    const was = await index();
    const fixes = await entries({ 'a.md': 'fixed\n' });
    await stage(repository.place, gitDir, journal, fixes, was);
    expect(await index()).toEqual(new Map([...was, ...fixes]));
  });

  it('can be taken back, once', async () => {
    const was = await index();
    await stage(repository.place, gitDir, journal, await entries({ 'a.md': 'fixed\n', 'b.md': 'fixed\n' }), was);
    expect(await unstage(repository.place, gitDir, journal)).toEqual(['a.md', 'b.md']);
    expect(await index()).toEqual(was);
    expect(await unstage(repository.place, gitDir, journal)).toEqual([]);
  });

  it('is taken back only where nobody has staged anything else since', async () => {
    const was = await index();
    await stage(repository.place, gitDir, journal, await entries({ 'a.md': 'fixed\n', 'b.md': 'fixed\n' }), was);
    repository.write('b.md', 'by the user\n');
    repository.git('add', 'b.md');
    expect(await unstage(repository.place, gitDir, journal)).toEqual(['a.md']);
    expect(repository.git('show', ':a.md')).toBe('a');
    expect(repository.git('show', ':b.md')).toBe('by the user');
  });

  it('makes no index where git has none', async () => {
    const partial = path.join(gitDir, 'next-index-1.lock');
    repository.gitIn(repository.root, ['read-tree', 'HEAD'], { GIT_INDEX_FILE: partial });
    const place = { ...repository.place, env: { ...repository.env, GIT_INDEX_FILE: partial } };
    await stage(place, gitDir, journal, await entries({ 'a.md': 'fixed\n' }), await index());
    expect(existsSync(path.join(gitDir, 'index.lock'))).toBe(false);
    expect(repository.gitIn(repository.root, ['show', ':a.md'], { GIT_INDEX_FILE: partial })).toBe('fixed');
  });
});

describe('the lock of the index', () => {
  it('is waited for', async () => {
    const lock = path.join(gitDir, 'index.lock');
    writeFileSync(lock, '');
    const pauses: number[] = [];
    await update(repository.place, await entries({ 'a.md': 'fixed\n' }), async (milliseconds) => {
      pauses.push(milliseconds);
      if (pauses.length === 3) rmSync(lock);
    });
    expect(pauses).toEqual([100, 100, 100]);
    expect(repository.git('show', ':a.md')).toBe('fixed');
  });

  it('is given up after ten seconds, with the words of git', async () => {
    writeFileSync(path.join(gitDir, 'index.lock'), '');
    let waited = 0;
    const waiting = update(repository.place, await entries({ 'a.md': 'fixed\n' }), async (milliseconds) => {
      waited += milliseconds;
    });
    await expect(waiting).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringContaining("index.lock': File exists"),
    });
    expect(waited).toBe(10_000);
  });

  it('is not waited for when something else is wrong', async () => {
    const nonsense = new Map([['a.md', { mode: '100644', id: 'no id' } as const]]);
    const waiting = update(repository.place, nonsense, () => Promise.reject(new Error('waited')));
    await expect(waiting).rejects.toMatchObject({ code: 'environment' });
  });
});
