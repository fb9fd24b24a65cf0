import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseBase } from '../../../src/git/commits/default-base.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

describe('chooseBase', () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository();
    repository.commit({ a: '1' });
  });
  afterEach(() => repository.remove());

  const know = (...branches: readonly string[]) => {
    for (const branch of branches) repository.git('update-ref', `refs/remotes/${branch}`, 'HEAD');
  };
  const choose = (remote = 'origin', pullRequestBase?: string) =>
    chooseBase(repository.place, { remote, pullRequestBase });

  it("is the pull request's base where there is one", async () => {
    know('origin/main', 'origin/release/2');

    expect(await choose('origin', 'release/2')).toBe('origin/release/2');
  });

  it('is the default branch that a clone wrote down', async () => {
    know('origin/main', 'origin/production');
    repository.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/production');

    expect(await choose('origin', '')).toBe('origin/production');
  });

  it('is a usual name where what was written down is gone', async () => {
    know('origin/main', 'origin/other');
    repository.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/gone');

    expect(await choose()).toBe('origin/main');
  });

  it.each(['main', 'master', 'trunk', 'develop'])('is %s among others', async (name) => {
    know('origin/aaa', `origin/${name}`, 'origin/zzz');

    expect(await choose()).toBe(`origin/${name}`);
  });

  it('is the only branch there is', async () => {
    know('origin/production');

    expect(await choose()).toBe('origin/production');
  });

  it('is nothing where nothing is known of the remote', async () => {
    know('other/main', 'original/main');

    expect(await choose()).toBeUndefined();
  });

  it('names the command that helps where several branches could be it', async () => {
    know('origin/one', 'origin/two');

    await expect(choose()).rejects.toThrow('git remote set-head origin --auto');
  });

  it("is origin's where a fork has nothing but what was pushed there", async () => {
    know('fork/topic', 'origin/main');

    expect(await choose('fork')).toBe('origin/main');
  });

  it("is origin's for a push to a URL", async () => {
    know('origin/main');

    expect(await choose('https://example.com/x.git')).toBe('origin/main');
  });

  it("is the pushed remote's where it has a default", async () => {
    know('company/main', 'origin/main');

    expect(await choose('company')).toBe('company/main');
  });
});
