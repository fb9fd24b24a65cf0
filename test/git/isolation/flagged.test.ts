import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { performIsolated } from '../../support/isolated-work.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;
beforeEach(() => {
  repository = makeRepository();
  repository.commit({ 'a.md': 'a\n', 'b.md': 'b\n' });
  repository.write('a.md', 'staged\n');
  repository.git('add', 'a.md');
});
afterEach(() => repository.remove());

const fix = () =>
  performIsolated(repository.root, repository.env, { handed: ['a.md'], fixes: { 'a.md': 'fixed\n' }, accepted: true });

describe.each(['--assume-unchanged', '--skip-worktree'])('a file with %s', (flag) => {
  it('that is edited beside what is staged is refused and not fixed into the commit', async () => {
    repository.git('update-index', flag, 'a.md');
    repository.write('a.md', 'private\n');

    await expect(fix()).rejects.toMatchObject({ code: 'environment', message: expect.stringContaining('a.md') });
    expect(repository.read('a.md')).toBe('private\n');
    expect(repository.git('show', ':a.md')).toBe('staged');
  });

  it('that is as it is staged is nothing to refuse', async () => {
    repository.git('update-index', flag, 'a.md');

    expect((await fix()).aftermath.refusals).toEqual([]);
  });

  it("that is no part of the commit is nobody's business", async () => {
    repository.git('update-index', flag, 'b.md');
    repository.write('b.md', 'private\n');

    expect((await fix()).aftermath.refusals).toEqual([]);
    expect(repository.read('b.md')).toBe('private\n');
  });
});

it('a flagged file that is not there, as in a sparse checkout, is nothing to refuse', async () => {
  repository.git('update-index', '--skip-worktree', 'b.md');
  rmSync(`${repository.root}/b.md`);

  expect((await fix()).aftermath.refusals).toEqual([]);
});
