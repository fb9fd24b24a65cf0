import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CommitToCapture, captureCommits } from '../../../src/git/commits/capture.ts';
import { captureCommit } from '../../../src/git/snapshot.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

describe('captureCommits', () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository();
  });
  afterEach(() => repository.remove());

  const toCapture = (commit: string, ...bases: readonly string[]): CommitToCapture => ({
    commit,
    tree: repository.git('rev-parse', `${commit}^{tree}`),
    bases,
  });
  /** As lists, because the order counts too. */
  const listed = ({ snapshot, before }: Awaited<ReturnType<typeof captureCommit>>) => ({
    ...snapshot,
    tree: [...snapshot.tree],
    changed: [...snapshot.changed],
    before: [...before],
  });

  it('captures each as it would be alone, whatever came before it', async () => {
    const first = repository.commit({ 'b.txt': '1', 'd/e.txt': '1' });
    repository.git('update-index', '--chmod=+x', 'b.txt');
    const second = repository.commit({ 'a.txt': '1', 'c-ä.txt': '1', [`x\udcff`]: '1' });
    repository.git('rm', '-q', 'd/e.txt');
    const third = repository.commit({ 'b.txt': '2' });
    repository.git('commit', '-q', '--amend', '-m', 'the same files');
    const again = repository.git('rev-parse', 'HEAD');
    repository.git('checkout', '-q', '--orphan', 'other');
    const orphan = repository.commit({ d: 'a file now' });
    const commits = [
      toCapture(third, first),
      toCapture(again, second, first),
      toCapture(first),
      toCapture(orphan),
      toCapture(second, second),
    ];
    const captured = [...(await captureCommits(repository.place, commits))];

    expect(captured.map(([one]) => one)).toEqual(commits);
    for (const [{ commit, bases }, one] of captured) {
      expect(listed(one)).toEqual(listed(await captureCommit(repository.place, commit, bases)));
    }
  });

  it('asks git as often for many as for two', async () => {
    const base = repository.commit({ 'a.txt': '0' });
    const tips = Array.from({ length: 8 }, (_, index) =>
      toCapture(repository.commit({ 'a.txt': `${index + 1}` }), base),
    );
    const trace = path.join(repository.folder, 'trace');
    const place = { ...repository.place, env: { ...repository.env, GIT_TRACE2_EVENT: trace } };
    const calls = async (some: readonly CommitToCapture[]) => {
      await captureCommits(place, some);
      const count = readFileSync(trace, 'utf8').match(/"event":"start"/g)?.length;
      rmSync(trace);
      return count;
    };

    expect(await calls(tips.slice(0, 2))).toBe(2);
    expect(await calls(tips)).toBe(2);
    expect(await calls([{ ...toCapture(base), bases: [] }])).toBe(1);
    expect([...(await captureCommits(place, []))]).toEqual([]);
  });
});
