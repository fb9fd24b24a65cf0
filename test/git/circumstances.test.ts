import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCircumstances } from '../../src/git/circumstances.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';

describe('readCircumstances', () => {
  let repository: TestRepository;
  const read = () => readCircumstances({ gitDir: path.join(repository.root, '.git') });
  const attempt = (...args: readonly string[]) => expect(() => repository.git(...args)).toThrow();

  /** Two branches that changed one line in two ways; `side` is checked out. */
  beforeEach(() => {
    repository = makeRepository();
    repository.commit({ 'a.txt': 'one\n' });
    repository.git('checkout', '-q', '-b', 'team/side');
    repository.commit({ 'a.txt': 'side\n' });
    repository.git('checkout', '-q', 'main');
    repository.commit({ 'a.txt': 'main\n' });
    repository.git('checkout', '-q', 'team/side');
  });
  afterEach(() => repository.remove());

  it('knows the branch, slashes included', () => {
    expect(read()).toEqual({ branch: 'team/side', merging: false, rebasing: false });
  });

  it('knows the branch before its first commit', () => {
    repository.git('checkout', '-q', '--orphan', 'fresh');

    expect(read().branch).toBe('fresh');
  });

  it('knows no branch where HEAD is detached', () => {
    repository.git('checkout', '-q', '--detach');

    expect(read()).toEqual({ merging: false, rebasing: false });
  });

  it('sees a merge that waits for its commit', () => {
    attempt('merge', 'main');

    expect(read()).toEqual({ branch: 'team/side', merging: true, rebasing: false });
  });

  it.each(['--merge', '--apply'])('sees a rebase (%s), and the branch that it is about', (backend) => {
    attempt('rebase', backend, 'main');

    expect(read()).toEqual({ branch: 'team/side', merging: false, rebasing: true });
  });

  it('knows no branch while a detached HEAD is rebased', () => {
    repository.git('checkout', '-q', '--detach');
    attempt('rebase', 'main');

    expect(read()).toEqual({ merging: false, rebasing: true });
  });

  it('does not take patches that are applied for a rebase', () => {
    const patch = repository.git('format-patch', '--stdout', '-1', 'main');
    writeFileSync(path.join(repository.folder, 'patch'), patch);
    attempt('am', path.join(repository.folder, 'patch'));

    expect(read()).toEqual({ branch: 'team/side', merging: false, rebasing: false });
  });

  it('looks into the git directory of the worktree it is asked about', () => {
    mkdirSync(path.join(repository.folder, 'linked'));
    repository.git('worktree', 'add', '-q', '../linked', 'main');
    attempt('rebase', 'main');

    expect(readCircumstances({ gitDir: path.join(repository.root, '.git/worktrees/linked') })).toEqual({
      branch: 'main',
      merging: false,
      rebasing: false,
    });
  });
});
