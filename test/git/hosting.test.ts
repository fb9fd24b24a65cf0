import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findObjects, readHosting } from '../../src/git/hosting.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';

describe('where a repository is shown', () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository();
  });
  afterEach(() => repository.remove());

  it('is nowhere without a remote', async () => {
    expect(await readHosting(repository.place)).toEqual({ addresses: [], branches: [] });
  });

  it('is at its remotes, which have a first branch', async () => {
    repository.git('remote', 'add', 'origin', 'https://a.example/b c.git');
    repository.git('remote', 'add', 'my.fork', 'git@b.example:c/d.git');
    repository.git('update-ref', 'refs/remotes/origin/release/2', repository.commit({ a: '' }));
    repository.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/release/2');
    expect(await readHosting(repository.place)).toEqual({
      addresses: ['https://a.example/b c.git', 'git@b.example:c/d.git'],
      branches: ['release/2'],
    });
  });

  it('has objects under their names', async () => {
    repository.commit({ 'docs/ä b.md': 'x' });
    repository.git('tag', 'v1');
    const names = ['refs/tags/v1^{commit}', 'v1:docs', 'v1:docs/ä b.md', 'v1:gone', 'v2:docs', 'v1:a\nHEAD', ''];
    const found = await findObjects(repository.place, names);
    expect([...found].map(([name, { type }]) => [name, type])).toEqual([
      ['refs/tags/v1^{commit}', 'commit'],
      ['v1:docs', 'tree'],
      ['v1:docs/ä b.md', 'blob'],
    ]);
  });
});
