import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { captureIndex } from '../../../src/git/index/snapshot.ts';
import { flaggedFiles } from '../../../src/git/isolation/flagged.ts';
import { performIsolated } from '../../support/isolated-work.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;
beforeEach(() => {
  repository = makeRepository();
  repository.commit({ 'a.md': 'a\n', 'b.md': 'b\n' });
  repository.write('a.md', 'staged\n');
  repository.git('add', 'a.md');
});
afterEach(() => repository.remove());

const fix = () =>
  performIsolated(repository.root, repository.env, { handed: ['a.md'], fixes: { 'a.md': 'fixed\n' }, accepted: true });

describe.each(['--assume-unchanged', '--skip-worktree'])('a file with %s', (flag) => {
  it('that is edited beside what is staged is refused and not fixed into the commit', async () => {
    repository.git('update-index', flag, 'a.md');
    repository.write('a.md', 'private\n');

    await expect(fix()).rejects.toMatchObject({ code: 'environment', message: expect.stringContaining('a.md') });
    expect(repository.read('a.md')).toBe('private\n');
    expect(repository.git('show', ':a.md')).toBe('staged');
  });

  it('that is as it is staged is nothing to refuse', async () => {
    repository.git('update-index', flag, 'a.md');

    expect((await fix()).aftermath.refusals).toEqual([]);
  });

  it("that is no part of the commit is nobody's business", async () => {
    repository.git('update-index', flag, 'b.md');
    repository.write('b.md', 'private\n');

    expect((await fix()).aftermath.refusals).toEqual([]);
    expect(repository.read('b.md')).toBe('private\n');
  });
});

it('a flagged file that is not there, as in a sparse checkout, is nothing to refuse', async () => {
  repository.git('update-index', '--skip-worktree', 'b.md');
  rmSync(`${repository.root}/b.md`);

  expect((await fix()).aftermath.refusals).toEqual([]);
});

describe('edits that git does not see', () => {
  const unseen = async (place = repository.place) => {
    const captured = await captureIndex(repository.place);
    const { edited, absent } = await flaggedFiles(place, `${repository.root}/.git`, captured);
    return { edited: [...edited], absent: [...absent] };
  };

  it.each(['--assume-unchanged', '--skip-worktree'])('are those of files with %s', async (flag) => {
    repository.commit({ 'src/c.md': 'c\n', 'd.md': 'd\n' });
    repository.git('update-index', flag, 'a.md', 'b.md', 'src/c.md');
    for (const file of ['b.md', 'src/c.md', 'd.md']) repository.write(file, 'private\n');

    expect(await unseen()).toEqual({ edited: ['b.md', 'src/c.md'], absent: [] });
  });

  it('are files that are not there, nor their folders, nor the file that a folder was', async () => {
    repository.commit({ 'gone/a.md': '', 'gone/b.md': '', 'file/a.md': '' });
    repository.git('update-index', '--skip-worktree', 'b.md', 'gone/a.md', 'gone/b.md', 'file/a.md');
    for (const path of ['b.md', 'gone', 'file']) rmSync(`${repository.root}/${path}`, { recursive: true });
    repository.write('file', 'not a folder');

    expect(await unseen()).toEqual({ edited: [], absent: ['b.md', 'file/a.md', 'gone/a.md', 'gone/b.md'] });
  });

  it('cost no git process where no file is flagged, or none of them is there', async () => {
    const nowhere = { ...repository.place, env: { ...repository.env, PATH: '/nowhere' } };
    expect(await unseen(nowhere)).toEqual({ edited: [], absent: [] });
    repository.git('update-index', '--skip-worktree', 'b.md');
    await expect(unseen(nowhere)).rejects.toThrow();
    rmSync(`${repository.root}/b.md`);
    expect(await unseen(nowhere)).toEqual({ edited: [], absent: ['b.md'] });
  });

  it.each(['2', '3', '4'])('are found in an index of version %s', async (version) => {
    repository.git('update-index', '--index-version', version);
    repository.git('update-index', '--assume-unchanged', 'b.md');
    repository.write('b.md', 'private\n');

    expect(await unseen()).toEqual({ edited: ['b.md'], absent: [] });
  });

  it('are found in an index that is split, whichever part has the flag', async () => {
    repository.git('update-index', '--skip-worktree', 'a.md');
    repository.git('update-index', '--split-index');
    repository.git('update-index', '--no-skip-worktree', 'a.md');
    repository.git('update-index', '--skip-worktree', 'b.md');
    for (const file of ['a.md', 'b.md']) repository.write(file, 'private\n');
    expect(await unseen()).toEqual({ edited: ['b.md'], absent: [] });

    repository.git('update-index', '--no-split-index');
    repository.git('update-index', '--split-index');
    expect(await unseen()).toEqual({ edited: ['b.md'], absent: [] });
  });

  it('are none where there is no index yet', async () => {
    const captured = await captureIndex(repository.place);
    rmSync(`${repository.root}/.git/index`);

    expect(await flaggedFiles(repository.place, `${repository.root}/.git`, captured)).toEqual({
      edited: new Set(),
      absent: new Set(),
    });
  });
});
