import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareCommit } from '../../../src/git/commits/compare.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

describe('compareCommit', () => {
  let repository: TestRepository;
  let base: string;
  let main: string;
  let topic: string;
  beforeEach(() => {
    repository = makeRepository();
    base = repository.commit({ both: '1', main: '1', topic: '1', old: '1' });
    main = repository.commit({ both: 'main', main: '2', 'new on main': '1' });
    repository.git('checkout', '-q', '-b', 'topic', base);
    repository.git('rm', '-q', 'old');
    topic = repository.commit({ both: 'topic', topic: '2', 'new on topic': '1' });
  });
  afterEach(() => repository.remove());

  const compare = (commit: string, others: readonly string[]) =>
    compareCommit(repository.place, { commit, tree: Promise.resolve(new Map()) }, others);
  /** The commit of a merge of main, with both sides in conflict, that comes to these files. */
  function merge(files: Readonly<Record<string, string>>): string {
    repository.git('merge', '-q', '--no-commit', '-s', 'ours', main);
    repository.git('checkout', main, '--', 'main', 'new on main');
    return repository.commit(files);
  }

  it('with one knows what was added, modified and deleted', async () => {
    const { changed, before, sides } = await compare(topic, [base]);

    expect(Object.fromEntries(changed)).toEqual({
      both: 'modified',
      'new on topic': 'added',
      old: 'deleted',
      topic: 'modified',
    });
    expect([...before.keys()].sort()).toEqual(['both', 'old', 'topic']);
    expect(sides).toBeUndefined();
  });

  it('counts of a merge what was made by hand, and nothing that a side brought along', async () => {
    const { changed, before, sides } = await compare(merge({ both: 'by hand', fresh: '1' }), [topic, main]);

    expect(Object.fromEntries(changed)).toEqual({ both: 'modified', fresh: 'added' });
    expect(before.get('both')?.id).toBe(repository.git('rev-parse', `${topic}:both`));
    expect(sides?.map((side) => [...side].sort())).toEqual([
      ['both', 'fresh', 'main', 'new on main'],
      ['both', 'fresh', 'new on topic', 'old', 'topic'],
    ]);
  });

  it('takes what one side had for the file before, and what both had for a deletion', async () => {
    repository.git('merge', '-q', '--no-commit', '-s', 'ours', main);
    repository.git('rm', '-q', 'both');
    const merged = repository.commit({ 'new on main': 'by hand' });
    const { changed, before } = await compare(merged, [topic, main]);

    expect(Object.fromEntries(changed)).toEqual({ both: 'deleted', 'new on main': 'modified' });
    expect(before.get('new on main')?.id).toBe(repository.git('rev-parse', `${main}:new on main`));
  });

  it('finds nothing new in what one of the others is', async () => {
    repository.git('merge', '-q', '-s', 'ours', '-m', 'ours', main);
    const { changed, before, sides } = await compare(repository.git('rev-parse', 'HEAD'), [topic, main]);

    expect([changed.size, before.size, sides]).toEqual([0, 0, undefined]);
  });

  it('with none counts every file as added', async () => {
    const tree = Promise.resolve(new Map([['a', { mode: '100644', id: 'x' } as const]]));

    expect(await compareCommit(repository.place, { commit: base, tree }, [])).toEqual({
      changed: new Map([['a', 'added']]),
      before: new Map(),
    });
  });

  it('compares with more commits than fit on a line', async () => {
    const others = Array.from({ length: 60 }, (_, index) => repository.commit({ topic: `${index}` }));
    const tip = repository.commit({ topic: 'last' });

    expect(Object.fromEntries((await compare(tip, others)).changed)).toEqual({ topic: 'modified' });
  });

  it('names git’s own words for a commit that is not here', async () => {
    await expect(compare(topic, ['b'.repeat(40)])).rejects.toMatchObject({ code: 'environment' });
  });
});
