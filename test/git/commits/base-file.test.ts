import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFileOf } from '../../../src/git/commits/base-file.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

describe('readFileOf', () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository();
  });
  afterEach(() => repository.remove());

  it('reads a file as a commit has it, whatever is on disk and wherever it lies', async () => {
    const commit = repository.commit({ 'ä b/[x].json': 'then\n' });
    repository.commit({ 'ä b/[x].json': 'now\n' });

    expect(await readFileOf(repository.place, commit, 'ä b/[x].json')).toBe('then\n');
    expect(await readFileOf(repository.place, commit, 'ä b/y.json')).toBeUndefined();
    expect(await readFileOf(repository.place, commit, 'none/y.json')).toBeUndefined();
  });

  it('takes neither a link nor a folder for a text', async () => {
    mkdirSync(path.join(repository.root, 'folder'));
    symlinkSync('target', path.join(repository.root, 'link'));
    const commit = repository.commit({ 'folder/a': 'x' });

    await expect(readFileOf(repository.place, commit, 'link')).rejects.toThrow(/no text of link/);
    await expect(readFileOf(repository.place, commit, 'folder')).rejects.toThrow(/no text of folder/);
  });

  it('rejects where git lacks the text, which is not the same as no file', async () => {
    const commit = repository.commit({ a: 'then\n' });
    const id = repository.git('rev-parse', `${commit}:a`);
    rmSync(path.join(repository.root, '.git', 'objects', id.slice(0, 2), id.slice(2)));

    await expect(readFileOf(repository.place, commit, 'a')).rejects.toThrow();
  });
});
