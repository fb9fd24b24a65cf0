import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compileGlobs } from '../../../src/config/globs.ts';
import type { RemoteTip } from '../../../src/git/commits/remote-tips.ts';
import { captureCommit } from '../../../src/git/snapshot.ts';
import { branchComparer } from '../../../src/run/pushes/compare-branches.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

describe('branchComparer', () => {
  let repository: TestRepository;
  let first: string;
  let second: string;
  let third: string;
  beforeEach(() => {
    repository = makeRepository();
    first = repository.commit({ a: '1' });
    second = repository.commit({ b: '1' });
    third = repository.commit({ c: '1' });
  });
  afterEach(() => repository.remove());

  async function comparer(known: readonly RemoteTip[], bases: readonly string[], env = repository.env) {
    const place = { cwd: repository.root, env };
    const { tree } = (await captureCommit(repository.place, third, bases)).snapshot;
    return branchComparer(place, { commit: third, tree, bases, known });
  }
  const globs = (...names: readonly string[]) => compileGlobs(names, []);

  it('counts what those branches have, and no others', async () => {
    const compareWith = await comparer(
      [{ id: first, branch: 'main' }, { id: third, branch: 'topic' }, { id: third }],
      [third],
    );

    expect([...((await compareWith(globs('main')))?.changed.keys() ?? [])]).toEqual(['b', 'c']);
    expect([...((await compareWith(globs('release/*')))?.changed.keys() ?? [])]).toEqual(['a', 'b', 'c']);
  });

  it('has nothing of its own where those branches have as much as all', async () => {
    const known = [
      { id: second, branch: 'main' },
      { id: first, branch: 'old' },
    ];

    expect(await (await comparer(known, [second]))(globs('main'))).toBeUndefined();
  });

  it('asks once for the same branches', async () => {
    const compareWith = await comparer([{ id: first, branch: 'main' }], []);

    expect(compareWith(globs('main'))).toBe(compareWith(globs('main')));
    await compareWith(globs('main'));
  });
});
