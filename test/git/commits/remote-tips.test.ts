import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { remoteTips } from '../../../src/git/commits/remote-tips.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

describe('remoteTips', () => {
  let repository: TestRepository;
  let commit: string;
  beforeEach(() => {
    repository = makeRepository();
    commit = repository.commit({ a: '1' });
  });
  afterEach(() => repository.remove());

  const tips = (name: string, url = name) => remoteTips(repository.place, { name, url });

  it('are the remote-tracking branches of the remote, and no other name of them', async () => {
    repository.git('remote', 'add', 'origin', '/srv/a.git');
    repository.git('remote', 'add', 'fork', '/srv/b.git');
    repository.git('update-ref', 'refs/remotes/origin/team/über', commit);
    repository.git('update-ref', 'refs/remotes/fork/main', commit);
    repository.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/team/über');

    expect(await tips('origin')).toEqual([{ id: commit, branch: 'team/über' }]);
    expect(await tips('/srv/b.git')).toEqual([{ id: commit, branch: 'main' }]);
  });

  it('have no branch where something else is tracked', async () => {
    repository.git('config', 'remote.origin.fetch', '+refs/pull/*/head:refs/remotes/origin/pr/*');
    repository.git('update-ref', 'refs/remotes/origin/pr/1', commit);

    expect(await tips('origin')).toEqual([{ id: commit }]);
  });

  it('are what others have, on no branch, where the remote was never seen', async () => {
    repository.git('remote', 'add', 'fork', '/srv/b.git');
    repository.git('update-ref', 'refs/remotes/origin/main', commit);

    expect(await tips('fork', '/srv/b.git')).toEqual([{ id: commit }]);
    expect(await tips('https://example.com/fork.git')).toEqual([{ id: commit }]);
  });

  it('are none where no remote was ever seen', async () => {
    repository.git('remote', 'add', 'origin', '/srv/a.git');

    expect(await tips('origin')).toEqual([]);
  });

  it('cannot be told from settings that git cannot read', async () => {
    repository.git('config', 'remote.origin.url', 'x');
    const { root, env } = repository;

    await expect(
      remoteTips({ cwd: root, env: { ...env, GIT_CONFIG_COUNT: 'many' } }, { name: 'origin', url: 'x' }),
    ).rejects.toMatchObject({ code: 'environment' });
  });
});
