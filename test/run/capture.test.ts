import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { capture, type LocalSelection } from '../../src/run/capture.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';

describe('capture', () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository();
  });
  afterEach(() => repository.remove());

  const take = async (selection: LocalSelection, cwd = '.') =>
    (await capture(repository.place, selection, path.join(repository.root, cwd))).snapshot;
  const changedBy = async (selection: LocalSelection, cwd = '.') =>
    Object.fromEntries((await take(selection, cwd)).changed);
  const named = (files: readonly string[], cwd = '.') => changedBy({ type: 'files', files }, cwd);
  const begin = () => {
    repository.commit({ 'a.txt': '1', 'src/b.txt': '1', 'src/deep/c.txt': '1', '.gitignore': 'ignored*\n' });
  };

  it('takes what is staged, and nothing of the disk', async () => {
    begin();
    repository.write('a.txt', 'staged');
    repository.git('add', 'a.txt');
    repository.write('a.txt', 'edited');
    repository.write('new', 'x');
    const snapshot = await take({ type: 'staged' });

    expect(snapshot.source).toBe('index');
    expect([...snapshot.changed]).toEqual([['a.txt', 'modified']]);
    expect(snapshot.tree.get('a.txt')?.id).toBe(repository.git('rev-parse', ':a.txt'));
  });

  it('takes what differs from HEAD on disk', async () => {
    begin();
    repository.write('a.txt', 'staged');
    repository.git('add', 'a.txt');
    repository.write('a.txt', '1');
    repository.write('new', 'x');
    repository.write('ignored', 'x');
    rmSync(path.join(repository.root, 'src/b.txt'));

    expect(await changedBy({ type: 'worktree' })).toEqual({ new: 'added', 'src/b.txt': 'deleted' });
  });

  it('takes all files, and those alone that are there', async () => {
    begin();
    repository.write('new', 'x');
    rmSync(path.join(repository.root, 'a.txt'));

    expect(Object.keys(await changedBy({ type: 'all' }))).toEqual(['.gitignore', 'new', 'src/b.txt', 'src/deep/c.txt']);
  });

  it.each<[LocalSelection]>([[{ type: 'staged' }], [{ type: 'worktree' }], [{ type: 'all' }]])(
    'works before the first commit: %o',
    async (selection) => {
      repository.write('a.txt', 'x');
      repository.git('add', 'a.txt');

      expect(Object.keys(await changedBy(selection))).toEqual(['a.txt']);
    },
  );

  it.each<[LocalSelection]>([[{ type: 'staged' }], [{ type: 'worktree' }], [{ type: 'files', files: ['a.txt'] }]])(
    'refuses unmerged paths: %o',
    async (selection) => {
      begin();
      repository.git('checkout', '-q', '-b', 'side');
      repository.commit({ 'a.txt': 'side' });
      repository.git('checkout', '-q', 'main');
      repository.commit({ 'a.txt': 'main' });
      expect(() => repository.git('merge', 'side')).toThrow();

      await expect(take(selection)).rejects.toMatchObject({ code: 'environment', message: 'unmerged paths: a.txt' });
    },
  );

  describe('of named files', () => {
    beforeEach(begin);

    it('takes files that did not change, and leaves out the others', async () => {
      repository.write('a.txt', '2');

      expect(await named(['src/b.txt'])).toEqual({ 'src/b.txt': 'modified' });
    });

    it('reads names from where the command was given', async () => {
      expect(Object.keys(await named(['b.txt', '../a.txt'], 'src')).sort()).toEqual(['a.txt', 'src/b.txt']);
      expect(Object.keys(await named([path.join(repository.root, 'a.txt')], 'src'))).toEqual(['a.txt']);
    });

    it.each(['src', 'src/', './src/../src'])('takes a folder for all files below it: %s', async (name) => {
      repository.write('src/new', 'x');
      repository.write('srcs', 'x');

      expect(Object.keys(await named([name])).sort()).toEqual(['src/b.txt', 'src/deep/c.txt', 'src/new']);
    });

    it('takes the top for everything', async () => {
      expect(Object.keys(await named(['..'], 'src'))).toHaveLength(4);
    });

    it('takes deleted files, by their name and by a folder that is gone with them', async () => {
      rmSync(path.join(repository.root, 'src/deep'), { recursive: true });

      expect(await named(['src/deep/c.txt'])).toEqual({ 'src/deep/c.txt': 'deleted' });
      expect(await named(['src/deep'])).toEqual({ 'src/deep/c.txt': 'deleted' });
      expect(await named(['src'])).toEqual({ 'src/b.txt': 'modified', 'src/deep/c.txt': 'deleted' });
    });

    it.each(['-rf', '"quoted"', "it's", 'new\nline', 'back\\slash', '*', ' blank ', ':(top)x', 'ä'])(
      'takes %j literally',
      async (name) => {
        repository.write(name, 'x');
        repository.write('other', 'x');

        expect(await named([name])).toEqual({ [name]: 'modified' });
      },
    );

    it.each(['../outside', '..', '/etc/passwd', '../repository-other/a.txt'])(
      'refuses %s, which is outside',
      async (name) => {
        await expect(named([name])).rejects.toMatchObject({
          code: 'usage',
          message: `${name} is outside of the repository ${repository.root}`,
        });
      },
    );

    it('takes a name that begins with two dots for what it is', async () => {
      repository.write('..a', 'x');

      expect(await named(['..a'])).toEqual({ '..a': 'modified' });
    });

    it.each(['nowhere', 'a.txt/below', 'x'.repeat(300)])('names what is not there: %s', async (name) => {
      await expect(named(['a.txt', name])).rejects.toMatchObject({
        code: 'usage',
        message: `there is no file ${name}`,
      });
    });

    it.each(['ignored.txt', 'empty'])('says why %s cannot be checked', async (name) => {
      repository.write('ignored.txt', 'x');
      mkdirSync(path.join(repository.root, 'empty'));

      await expect(named([name])).rejects.toMatchObject({
        code: 'usage',
        message: `git ignores ${name}, or it is empty`,
      });
    });
  });
});
