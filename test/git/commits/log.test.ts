import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LoggedCommit, logCommits } from '../../../src/git/commits/log.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

describe.each([{ sha256: false }, { sha256: true }])('logCommits, %o', (options) => {
  let repository: TestRepository;
  let first: string;
  beforeEach(() => {
    repository = makeRepository(options);
    first = repository.commit({ a: '1', b: '1' }, 'first');
  });
  afterEach(() => repository.remove());

  const log = (bases: readonly string[], most = 100) => logCommits(repository.place, 'HEAD', bases, most);
  const paths = ({ changed }: LoggedCommit) => [...changed.keys()];
  const tree = (revision: string) => repository.git('rev-parse', `${revision}^{tree}`);

  it('lists the oldest first, with what each changes', async () => {
    repository.commit({ a: '2' }, 'second');
    repository.git('rm', '-q', 'b');
    const third = repository.commit({}, 'third\n\nmore');
    const commits = await log([first]);

    expect(commits.map(({ subject }) => subject)).toEqual(['second', 'third']);
    expect(commits.map(paths)).toEqual([['a'], ['b']]);
    expect(commits[0]?.changed.get('a')).toEqual({ mode: '100644', id: repository.git('rev-parse', 'HEAD:a') });
    expect(commits[1]?.changed.get('b')).toBeUndefined();
    expect(commits[1]).toMatchObject({ id: third, tree: tree('HEAD'), parentTree: tree('HEAD~1'), committer: 'Test' });
    expect(commits[0]?.parentTree).toBe(tree(first));
  });

  it('is empty where there is nothing new', async () => {
    expect(await log([first])).toEqual([]);
  });

  it('has the first commit of a history add everything', async () => {
    const [commit] = await log([]);

    expect(commit).toMatchObject({ id: first, parentTree: undefined });
    expect(commit === undefined ? [] : paths(commit)).toEqual(['a', 'b']);
  });

  it('has no change of a commit without one', async () => {
    repository.commit({}, 'empty');

    expect((await log([first])).map(paths)).toEqual([[]]);
  });

  it('keeps the newest of too many, and knows the tree of the parent of each', async () => {
    repository.commit({ a: '2' }, 'second');
    repository.commit({ a: '3' }, 'third');
    repository.commit({ a: '4' }, 'fourth');
    const commits = await log([first], 2);

    expect(commits.map(({ subject }) => subject)).toEqual(['third', 'fourth']);
    expect(commits[0]?.parentTree).toBe(tree('HEAD~2'));
  });

  it('has nothing of a merge that is from a parent', async () => {
    repository.git('checkout', '-q', '-b', 'side');
    repository.commit({ b: 'side' }, 'side');
    repository.git('checkout', '-q', 'main');
    repository.commit({ a: 'main' }, 'main');
    repository.git('merge', '-q', '--no-verify', '--no-edit', 'side');
    const commits = await log([first]);

    expect(commits).toHaveLength(3);
    expect(commits.at(-1)?.changed.size).toBe(0);
  });

  it('has what was resolved by hand in a merge', async () => {
    repository.git('checkout', '-q', '-b', 'side');
    repository.commit({ a: 'side', c: '1' }, 'side');
    repository.git('checkout', '-q', 'main');
    repository.commit({ a: 'main' }, 'main');
    expect(() => repository.git('merge', '-q', '--no-verify', 'side')).toThrow();
    repository.commit({ a: 'both' }, 'merge');
    const merge = (await log([first])).at(-1);

    expect(merge === undefined ? [] : paths(merge)).toEqual(['a']);
    expect(merge?.changed.get('a')?.id).toBe(repository.git('rev-parse', 'HEAD:a'));
  });

  it('keeps names and subjects as they are, whatever git is told to show', async () => {
    repository.git('config', 'i18n.logOutputEncoding', 'ISO-8859-1');
    repository.git('config', 'log.showSignature', 'true');
    repository.commit({ 'caf\udce9': '1', 'new\nline': '1', ':odd': '1' }, 'größer \u001b[31m');
    const [commit] = await log([first]);

    expect(commit?.subject).toBe('größer \u001b[31m');
    expect(commit === undefined ? [] : paths(commit).sort()).toEqual([':odd', 'caf\udce9', 'new\nline']);
  });
});
