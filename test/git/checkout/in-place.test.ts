import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInPlace } from '../../../src/git/checkout/in-place.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

describe('isInPlace', () => {
  let repository: TestRepository;
  let commit: string;
  beforeEach(() => {
    repository = makeRepository();
    commit = repository.commit({ 'a.txt': '1', 'b/c.txt': '1', '.gitignore': 'ignored\n' });
  });
  afterEach(() => repository.remove());

  const ask = (id = commit) => isInPlace(repository.place, id);

  it('is true for the commit that is checked out and clean', async () => {
    repository.write('ignored', 'x');

    expect(await ask()).toBe(true);
  });

  it('is true where HEAD is detached at it', async () => {
    repository.git('checkout', '-q', '--detach');

    expect(await ask()).toBe(true);
  });

  it('is false for another commit, also for one with the same files', async () => {
    const next = repository.commit({});

    expect(await ask()).toBe(false);
    expect(await ask(next)).toBe(true);
  });

  it.each<[string, (repository: TestRepository) => void]>([
    ['an edit', ({ write }) => write('a.txt', '2')],
    ['a deleted file', ({ root }) => rmSync(path.join(root, 'a.txt'))],
    ['another mode', ({ write }) => write('a.txt', '1', 0o755)],
    ['an untracked file', ({ write }) => write('new/file', 'x')],
    ['a staged change', ({ git }) => void git('rm', '-q', 'a.txt')],
    [
      'a staged file that is gone again',
      ({ write, git, root }) => {
        write('new', 'x');
        git('add', 'new');
        rmSync(path.join(root, 'new'));
      },
    ],
    [
      'a file that is only intended to be added',
      ({ write, git }) => {
        write('new', 'x');
        git('add', '-N', 'new');
      },
    ],
    [
      'an edit of a file that is assumed to be unchanged',
      ({ write, git }) => {
        git('update-index', '--assume-unchanged', 'a.txt');
        write('a.txt', '2');
      },
    ],
    [
      'a file that git was told to skip',
      ({ write, git }) => {
        git('update-index', '--skip-worktree', 'a.txt');
        write('a.txt', '2');
      },
    ],
    ['a sparse checkout', ({ git }) => void git('sparse-checkout', 'set', 'nothing')],
    [
      'a repository inside that git does not know',
      ({ root, gitIn, write }) => {
        mkdirSync(path.join(root, 'inner'));
        gitIn(path.join(root, 'inner'), ['init', '-q']);
        write('inner/file', 'x');
        gitIn(path.join(root, 'inner'), ['add', '.']);
        gitIn(path.join(root, 'inner'), ['commit', '-q', '-m', 'x']);
      },
    ],
  ])('is false beside %s', async (_what, change) => {
    change(repository);

    expect(await ask()).toBe(false);
  });

  it('is not led astray by settings that show less', async () => {
    repository.git('config', 'status.showUntrackedFiles', 'no');
    repository.git('config', 'diff.ignoreSubmodules', 'all');
    repository.write('new', 'x');

    expect(await ask()).toBe(false);
  });

  it('minds the commit of a submodule, and not what was built in it', async () => {
    const library = path.join(repository.folder, 'library');
    repository.gitIn(repository.folder, ['init', '-q', library]);
    repository.gitIn(library, ['commit', '-q', '--allow-empty', '-m', 'x']);
    repository.git('submodule', 'add', '-q', library, 'library');
    commit = repository.commit();
    repository.write('library/built', 'x');
    expect(await ask()).toBe(true);

    repository.gitIn(path.join(repository.root, 'library'), ['commit', '-q', '--allow-empty', '-m', 'y']);
    expect(await ask()).toBe(false);
  });
});
