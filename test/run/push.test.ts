import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PushedRef } from '../../src/git/push-refs.ts';
import { pushedCommits } from '../../src/run/push.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';

describe('pushedCommits', () => {
  let repository: TestRepository;
  let first: string;
  beforeEach(() => {
    repository = makeRepository();
    first = repository.commit({ 'a.txt': '1' });
  });
  afterEach(() => repository.remove());

  const ref = (localId: string, remoteRef: string, remoteId?: string): PushedRef => ({
    localRef: remoteRef,
    localId,
    remoteRef,
    remoteId,
  });
  const pushed = (refs: readonly PushedRef[], remote = 'origin') => pushedCommits(repository.place, refs, remote);
  const know = (branch: string, commit: string) =>
    repository.git('update-ref', `refs/remotes/origin/${branch}`, commit);

  it('compares with what the remote has of the ref', async () => {
    know('main', first);
    const second = repository.commit({ 'a.txt': '2' });
    const third = repository.commit({ 'a.txt': '3' });

    expect(await pushed([ref(third, 'refs/heads/topic', second)])).toEqual([
      { ref: 'refs/heads/topic', commit: third, base: second, branch: 'topic' },
    ]);
  });

  it('compares a new branch with the newest that the remote has of it', async () => {
    know('main', first);
    const second = repository.commit({ 'a.txt': '2' });

    expect((await pushed([ref(second, 'refs/heads/a/b')]))[0]).toMatchObject({ base: first, branch: 'a/b' });
  });

  it('takes everything for new where the remote has nothing, or is given by a URL', async () => {
    know('main', first);
    const second = repository.commit({ 'a.txt': '2' });

    expect((await pushed([ref(second, 'refs/heads/main')], 'other'))[0]?.base).toBeUndefined();
    expect((await pushed([ref(second, 'refs/heads/main')], 'https://example.com/x.git'))[0]?.base).toBeUndefined();
  });

  it('compares a forced push with what it replaces, also where that is no ancestor', async () => {
    const old = repository.commit({ 'a.txt': 'old' });
    repository.git('reset', '-q', '--hard', first);
    const fresh = repository.commit({ 'a.txt': 'new' });

    expect((await pushed([ref(fresh, 'refs/heads/main', old)]))[0]?.base).toBe(old);
  });

  it('compares with what is known where the remote has a commit that is not here', async () => {
    know('main', first);
    const second = repository.commit({ 'a.txt': '2' });

    expect((await pushed([ref(second, 'refs/heads/main', 'b'.repeat(40))]))[0]?.base).toBe(first);
  });

  it('peels annotated tags, which go to no branch', async () => {
    repository.git('tag', '-a', 'v1', '-m', 'one');

    expect(await pushed([ref(repository.git('rev-parse', 'v1'), 'refs/tags/v1')])).toEqual([
      { ref: 'refs/tags/v1', commit: first, base: undefined },
    ]);
  });

  it('has nothing to check for a tag of a file or of a folder', async () => {
    const blob = repository.git('rev-parse', 'HEAD:a.txt');
    repository.git('tag', '-a', 'key', '-m', 'a key', blob);

    expect(
      await pushed([ref(blob, 'refs/tags/blob'), ref(repository.git('rev-parse', 'key'), 'refs/tags/key')]),
    ).toEqual([]);
  });

  it('names an object that is not there', async () => {
    await expect(pushed([ref('b'.repeat(40), 'refs/heads/main')])).rejects.toThrow(/is no commit here/);
  });

  it('judges the same files from the same base once, under the first name', async () => {
    know('main', first);
    const second = repository.commit({ 'a.txt': '2' });
    repository.git('commit', '-q', '--amend', '-m', 'the same files');
    const again = repository.git('rev-parse', 'HEAD');
    const tags = await pushed([ref(second, 'refs/tags/v1'), ref(again, 'refs/tags/v2')]);
    const branches = await pushed([ref(second, 'refs/heads/main', first), ref(again, 'refs/heads/main', first)]);

    expect(tags.map(({ ref: name }) => name)).toEqual(['refs/tags/v1']);
    expect(branches).toHaveLength(1);
  });

  it('judges a tag with the branch that goes with it', async () => {
    know('main', first);
    const second = repository.commit({ 'a.txt': '2' });
    const commits = await pushed([ref(second, 'refs/tags/v1'), ref(second, 'refs/heads/main', first)]);

    expect(commits.map(({ ref: name }) => name)).toEqual(['refs/heads/main']);
  });

  it('judges each branch, because tasks may be for some of them only', async () => {
    const refs = [ref(first, 'refs/heads/main'), ref(first, 'refs/heads/release')];

    expect((await pushed(refs)).map(({ branch }) => branch)).toEqual(['main', 'release']);
  });

  it('judges the same files again from another base', async () => {
    const second = repository.commit({ 'a.txt': '2' });
    const third = repository.commit({ 'a.txt': '3' });
    const refs = [ref(third, 'refs/heads/one', first), ref(third, 'refs/heads/two', second)];

    expect((await pushed(refs)).map(({ base }) => base)).toEqual([first, second]);
  });
});
