import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyTree, findCommit, mergeBase, resolveCommit } from '../../../src/git/commits/find.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

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

  it('knows the empty tree', async () => {
    repository.git('commit', '-q', '--allow-empty', '-m', 'empty');

    expect(await emptyTree(repository.place)).toBe(repository.git('rev-parse', 'HEAD^{tree}'));
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
});
