import { afterEach, describe, expect, it } from 'vitest';
import { peelCommits } from '../../../src/git/commits/peel.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

describe('peelCommits', () => {
  let repository: TestRepository;
  afterEach(() => repository.remove());

  it.each([false, true])('peels tags, and tags of tags (SHA-256: %s)', async (sha256) => {
    repository = makeRepository({ sha256 });
    const commit = repository.commit({ a: '1' }, 'a message\n\nof several lines\nand a tree of 1234 commits');
    const tree = repository.git('rev-parse', 'HEAD^{tree}');
    repository.git('tag', '-a', 'v1', '-m', 'one');
    repository.git('-c', 'advice.nestedTag=false', 'tag', '-a', 'v2', '-m', 'two', 'v1');
    const ids = ['HEAD', 'v1', 'v2', 'v1'].map((name) => repository.git('rev-parse', name));
    const peeled = await peelCommits(repository.place, ids);

    expect([...peeled]).toEqual([...new Set(ids)].map((id) => [id, { commit, tree }]));
  });

  it('has no answer for files, folders and tags of them', async () => {
    repository = makeRepository();
    const commit = repository.commit({ a: '1' });
    const [blob, tree] = ['HEAD:a', 'HEAD^{tree}'].map((name) => repository.git('rev-parse', name));
    repository.git('tag', '-a', 'key', '-m', 'a key', blob ?? '');
    const ids = [blob ?? '', tree ?? '', repository.git('rev-parse', 'key'), commit];

    expect([...(await peelCommits(repository.place, ids)).keys()]).toEqual([commit]);
  });

  it('names an object that is not here', async () => {
    repository = makeRepository();
    const commit = repository.commit({ a: '1' });
    const absent = 'b'.repeat(40);

    await expect(peelCommits(repository.place, [commit, absent])).rejects.toThrow(`no object ${absent} here`);
  });
});
