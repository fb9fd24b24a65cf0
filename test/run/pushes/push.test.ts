import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PushedRef } from '../../../src/git/commits/push-refs.ts';
import { findRepository } from '../../../src/git/repository.ts';
import { pushedCommits } from '../../../src/run/pushes/push.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

const URL = 'https://example.com/x.git';

let repository: TestRepository;
let first: string;
beforeEach(() => {
  repository = makeRepository();
  first = repository.commit({ 'a.txt': '1' });
  repository.git('remote', 'add', 'origin', URL);
});
afterEach(() => repository.remove());

const ref = (localId: string | undefined, remoteRef: string, remoteId?: string): PushedRef => ({
  localRef: remoteRef,
  localId,
  remoteRef,
  remoteId,
});

async function pushed(refs: readonly PushedRef[], remote = 'origin', env = repository.env, cwd = repository.root) {
  const where = { place: { cwd, env }, repository: await findRepository(cwd, env) };
  return pushedCommits(where, refs, { name: remote, url: remote === 'origin' ? URL : remote });
}

function know(branch: string, commit: string): void {
  repository.git('update-ref', `refs/remotes/origin/${branch}`, commit);
}

describe('what a push is compared with', () => {
  const bases = async (refs: readonly PushedRef[], remote?: string) => (await pushed(refs, remote))[0]?.bases;

  it('is what the remote has of the ref', async () => {
    know('main', first);
    const second = repository.commit({ 'a.txt': '2' });
    const third = repository.commit({ 'a.txt': '3' });

    expect(await pushed([ref(third, 'refs/heads/topic', second)])).toEqual([
      {
        ref: 'refs/heads/topic',
        commit: third,
        tree: repository.git('rev-parse', `${third}^{tree}`),
        bases: [second],
        branches: ['topic'],
        known: [
          { id: first, branch: 'main' },
          { id: second, branch: 'topic' },
        ],
      },
    ]);
  });

  it('is the newest that the remote has of a new branch', async () => {
    know('main', first);
    const second = repository.commit({ 'a.txt': '2' });

    expect((await pushed([ref(second, 'refs/heads/a/b')]))[0]).toMatchObject({ bases: [first], branches: ['a/b'] });
  });

  it('is nothing where no remote is known to have anything', async () => {
    const second = repository.commit({ 'a.txt': '2' });

    expect(await bases([ref(second, 'refs/heads/main')])).toEqual([]);
    expect(await bases([ref(second, 'refs/heads/main')], 'https://example.com/y.git')).toEqual([]);
  });

  it('is what another remote has where this one was never seen, as a new fork', async () => {
    know('main', first);
    const second = repository.commit({ 'a.txt': '2' });

    expect(await bases([ref(second, 'refs/heads/main')], 'other')).toEqual([first]);
    expect(await bases([ref(second, 'refs/heads/main')], 'https://example.com/y.git')).toEqual([first]);
  });

  it('is what a remote of that URL has', async () => {
    know('main', first);

    expect(await bases([ref(repository.commit({ 'a.txt': '2' }), 'refs/heads/main')], URL)).toEqual([first]);
  });

  it('is where a rebased branch begins now, and not what it replaces', async () => {
    know('main', first);
    const old = repository.commit({ 'own.txt': '1' });
    repository.git('checkout', '-q', '--detach', first);
    const upstream = repository.commit({ 'upstream.txt': '1' });
    know('main', upstream);
    repository.git('cherry-pick', old);
    const rebased = repository.git('rev-parse', 'HEAD');

    expect(await bases([ref(rebased, 'refs/heads/topic', old)])).toEqual([upstream]);
  });

  it('is what both sides of a merge have', async () => {
    repository.git('checkout', '-q', '-b', 'topic');
    const topic = repository.commit({ 'topic.txt': '1' });
    repository.git('checkout', '-q', 'main');
    const main = repository.commit({ 'a.txt': '2' });
    know('main', main);
    repository.git('checkout', '-q', 'topic');
    repository.git('merge', '-q', '-m', 'merge', 'main');
    const merged = repository.git('rev-parse', 'HEAD');

    expect(await bases([ref(merged, 'refs/heads/topic', topic)])).toEqual([topic, main]);
    expect(await bases([ref(merged, 'refs/heads/topic')])).toEqual([main]);
  });

  it('is what is known where the remote has a commit that is not here', async () => {
    know('main', first);
    const second = repository.commit({ 'a.txt': '2' });

    expect(await bases([ref(second, 'refs/heads/main', 'b'.repeat(40))])).toEqual([first]);
  });

  it('is what other refs of the push lead to, also those that are deleted', async () => {
    const second = repository.commit({ 'a.txt': '2' });

    expect(await bases([ref(second, 'refs/heads/new'), ref(undefined, 'refs/heads/old', first)])).toEqual([first]);
  });

  it('is what a shallow clone begins with, where nothing newer is known', async () => {
    const { folder, root, env } = repository;
    const second = repository.commit({ 'a.txt': '2' });
    repository.gitIn(folder, ['clone', '-q', '--depth=1', `file://${root}`, 'clone']);
    const clone = path.join(folder, 'clone');
    repository.gitIn(clone, ['remote', 'remove', 'origin']);
    repository.gitIn(clone, ['commit', '-q', '--allow-empty', '-m', 'more']);
    const third = repository.gitIn(clone, ['rev-parse', 'HEAD']);
    const [commit] = await pushed([ref(third, 'refs/heads/main')], 'other', env, clone);

    expect(commit?.bases).toEqual([second]);
  });
});

describe('the commits of a push', () => {
  it('are what annotated tags lead to, which go to no branch', async () => {
    repository.git('tag', '-a', 'v1', '-m', 'one');

    expect(await pushed([ref(repository.git('rev-parse', 'v1'), 'refs/tags/v1')])).toEqual([
      {
        ref: 'refs/tags/v1',
        commit: first,
        tree: repository.git('rev-parse', 'HEAD^{tree}'),
        bases: [],
        branches: [],
        known: [],
      },
    ]);
  });

  it('are none for tags of files and folders', async () => {
    const blob = repository.git('rev-parse', 'HEAD:a.txt');
    const tree = repository.git('rev-parse', 'HEAD^{tree}');
    repository.git('tag', '-a', 'key', '-m', 'a key', blob);
    const ids = [blob, tree, repository.git('rev-parse', 'key')];

    expect(await pushed(ids.map((id, index) => ref(id, `refs/tags/${index}`)))).toEqual([]);
  });

  it('name an object that is not there', async () => {
    await expect(pushed([ref('b'.repeat(40), 'refs/heads/main')])).rejects.toThrow(/no object b+ here/);
  });

  it('are one for the same files from the same base, under the name of the first branch', async () => {
    know('main', first);
    const second = repository.commit({ 'a.txt': '2' });
    repository.git('commit', '-q', '--amend', '-m', 'the same files');
    const again = repository.git('rev-parse', 'HEAD');
    const refs = [
      ref(second, 'refs/tags/v1'),
      ref(again, 'refs/heads/main', first),
      ref(second, 'refs/heads/release'),
      ref(again, 'refs/tags/v2'),
    ];

    expect(await pushed(refs)).toMatchObject([
      { ref: 'refs/heads/main', commit: again, twins: [second], bases: [first], branches: ['main', 'release'] },
    ]);
  });

  it('are several for the same files from several bases', async () => {
    know('main', first);
    const second = repository.commit({ 'a.txt': '2' });
    repository.git('checkout', '-q', '--orphan', 'other');
    const orphan = repository.commit({});
    const refs = [ref(second, 'refs/heads/one'), ref(orphan, 'refs/heads/two')];

    expect((await pushed(refs)).map(({ bases }) => bases)).toEqual([[first], []]);
  });

  it('are none of those that the remote has and that only tags go to, unless there are no others', async () => {
    const second = repository.commit({ 'a.txt': '2' });
    know('main', second);
    const third = repository.commit({ 'a.txt': '3' });
    const tags = [ref(first, 'refs/tags/v1'), ref(second, 'refs/tags/v2')];
    const names = async (refs: readonly PushedRef[]) => (await pushed(refs)).map((commit) => commit.ref);

    expect(await names([...tags, ref(third, 'refs/heads/main', second)])).toEqual(['refs/heads/main']);
    expect(await names([...tags, ref(first, 'refs/heads/old')])).toEqual(['refs/heads/old']);
    expect(await names(tags)).toEqual(['refs/tags/v1']);
  });

  it('are found in SHA-256 repositories', async () => {
    repository.remove();
    repository = makeRepository({ sha256: true });
    repository.git('remote', 'add', 'origin', URL);
    const one = repository.commit({ 'a.txt': '1' });
    know('main', one);
    const two = repository.commit({ 'a.txt': '2' });

    expect(await pushed([ref(two, 'refs/heads/main', one)])).toMatchObject([{ commit: two, bases: [one] }]);
  });
});

describe('git', () => {
  const trace = () => path.join(repository.folder, 'trace');
  const calls = async (refs: readonly PushedRef[]) => {
    const before = existsSync(trace()) ? started() : 0;
    await pushed(refs, 'origin', { ...repository.env, GIT_TRACE2_EVENT: trace() });
    return existsSync(trace()) ? started() - before : 0;
  };
  const started = () => readFileSync(trace(), 'utf8').match(/"event":"start"/g)?.length ?? 0;

  it('is not started for deletions', async () => {
    expect(await calls([ref(undefined, 'refs/heads/a', first), ref(undefined, 'refs/heads/b', first)])).toBe(0);
  });

  it('is started as often for many refs as for one', async () => {
    know('main', first);
    const refs = Array.from({ length: 20 }, (_, index) =>
      ref(repository.commit({ 'a.txt': `more ${index}` }), `refs/heads/${index}`),
    );
    const one = await calls(refs.slice(0, 1));

    expect(await calls(refs)).toBe(one);
    expect(one).toBe(4);
  });

  it('lists no history where the remote has all of it, or nothing', async () => {
    const second = repository.commit({ 'a.txt': '2' });

    expect(await calls([ref(second, 'refs/heads/main')])).toBe(3);
    know('main', second);
    expect(await calls([ref(second, 'refs/tags/v1')])).toBe(3);
  });
});
