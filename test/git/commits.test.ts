import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  emptyTree,
  findCommit,
  hasObject,
  mergeBase,
  newestOnRemote,
  resolveCommit,
  treeOf,
} from '../../src/git/commits.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';

describe('commits', () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository();
  });
  afterEach(() => repository.remove());

  it('finds commits by any expression, tags peeled', async () => {
    const first = repository.commit({ a: '1' });
    const second = repository.commit({ a: '2' });
    repository.git('tag', '-a', 'v1', '-m', 'one', first);
    const { place } = repository;

    expect(await findCommit(place, 'HEAD')).toBe(second);
    expect(await findCommit(place, 'HEAD~1')).toBe(first);
    expect(await findCommit(place, 'v1')).toBe(first);
    expect(await findCommit(place, 'nowhere')).toBeUndefined();
    expect(await findCommit(place, '--all')).toBeUndefined();
    expect(await findCommit(place, 'HEAD:a')).toBeUndefined();
  });

  it('names a revision that leads to no commit', async () => {
    await expect(resolveCommit(repository.place, 'nowhere')).rejects.toMatchObject({
      code: 'usage',
      message: '`nowhere` is no commit here',
    });
  });

  it('tells objects that are there from others', async () => {
    repository.commit({ a: '1' });

    expect(await hasObject(repository.place, repository.git('rev-parse', 'HEAD:a'))).toBe(true);
    expect(await hasObject(repository.place, 'a'.repeat(40))).toBe(false);
  });

  it('knows the tree of a commit, and the empty one', async () => {
    const commit = repository.commit({});

    expect(await treeOf(repository.place, commit)).toBe(await emptyTree(repository.place));
  });

  it('knows where two histories part, and when they never met', async () => {
    const first = repository.commit({ a: '1' });
    repository.git('checkout', '-q', '-b', 'side');
    const side = repository.commit({ b: '1' });
    repository.git('checkout', '-q', 'main');
    const main = repository.commit({ a: '2' });
    repository.git('checkout', '-q', '--orphan', 'other');
    const other = repository.commit({ c: '1' });

    expect(await mergeBase(repository.place, side, main)).toBe(first);
    expect(await mergeBase(repository.place, side, other)).toBeUndefined();
  });

  describe('newestOnRemote', () => {
    const know = (branch: string, commit: string) => repository.git('update-ref', `refs/remotes/${branch}`, commit);

    it('is the newest ancestor that a branch of the remote leads to', async () => {
      const first = repository.commit({ a: '1' });
      const second = repository.commit({ a: '2' });
      const third = repository.commit({ a: '3' });
      know('origin/old', first);
      know('origin/topic/new', second);

      expect(await newestOnRemote(repository.place, third, 'origin')).toBe(second);
    });

    it('is the commit itself where the remote has it', async () => {
      const first = repository.commit({ a: '1' });
      know('origin/ahead', repository.commit({ a: '2' }));

      expect(await newestOnRemote(repository.place, first, 'origin')).toBe(first);
    });

    it('is what was merged last where the remote has both sides of a merge', async () => {
      repository.commit({ a: '1' });
      repository.git('checkout', '-q', '-b', 'topic');
      repository.commit({ b: '1' });
      repository.git('checkout', '-q', 'main');
      const main = repository.commit({ a: '2' });
      know('origin/main', main);
      repository.git('checkout', '-q', 'topic');
      repository.git('merge', '-q', '-m', 'merge', 'main');

      expect(await newestOnRemote(repository.place, repository.git('rev-parse', 'HEAD'), 'origin')).toBe(main);
    });

    it.each(['https://example.com/x.git', 'git@example.com:x?[y]*', 'orig', '/srv/origin'])(
      'is nothing for %s, of which nothing is known',
      async (remote) => {
        know('origin/main', repository.commit({ a: '1' }));

        expect(await newestOnRemote(repository.place, repository.commit({ a: '2' }), remote)).toBeUndefined();
      },
    );

    it('is nothing where the histories have nothing in common', async () => {
      know('origin/main', repository.commit({ a: '1' }));
      repository.git('checkout', '-q', '--orphan', 'other');

      expect(await newestOnRemote(repository.place, repository.commit({ b: '1' }), 'origin')).toBeUndefined();
    });
  });
});
