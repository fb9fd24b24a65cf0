import { chmodSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readStatus } from '../../src/git/status.ts';
import { ODD_NAMES } from '../support/odd-names.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';

let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
});

afterEach(() => repository.remove());

async function status(untracked: 'all' | 'none' = 'all') {
  const { edited, untracked: files } = await readStatus(repository.place, untracked);
  return { edited: Object.fromEntries(edited), untracked: [...files].sort() };
}

describe('the status of the worktree', () => {
  it('tells what differs from the index, and how', async () => {
    repository.commit({ a: 'a', b: 'b', c: 'c', link: 'x', mode: 'm', same: 's', touched: 't' });
    repository.write('a', 'edited');
    repository.write('b', 'staged');
    repository.git('add', 'b');
    repository.write('b', 'edited');
    rmSync(path.join(repository.root, 'c'));
    rmSync(path.join(repository.root, 'link'));
    symlinkSync('a', path.join(repository.root, 'link'));
    chmodSync(path.join(repository.root, 'mode'), 0o755);
    repository.write('intended', 'i');
    repository.git('add', '-N', 'intended');
    utimesSync(path.join(repository.root, 'touched'), 1, 1);
    repository.write('same', 's');
    expect((await status()).edited).toEqual({
      a: 'modified',
      b: 'modified',
      c: 'deleted',
      link: 'modified',
      mode: 'modified',
      intended: 'intent-to-add',
    });
  });

  it('lists untracked files one by one when asked, and no ignored ones', async () => {
    repository.commit({ '.gitignore': '*.log\n' });
    repository.write('new/deep/one');
    repository.write('new/two');
    repository.write('new/three.log');
    repository.git('config', 'status.showUntrackedFiles', 'no');
    expect((await status()).untracked).toEqual(['new/deep/one', 'new/two']);
    repository.git('config', 'status.showUntrackedFiles', 'all');
    expect((await status('none')).untracked).toEqual([]);
  });

  it('tells what is ignored when asked: files, folders as a whole, and repositories as well', async () => {
    repository.commit({ '.gitignore': '*.log\nbuilt\n' });
    for (const file of ['new/x.log', 'new/u', 'only/x.log', 'built/deep/u', 'new/built/u']) repository.write(file);
    repository.gitIn(repository.folder, ['clone', '-q', repository.root, 'repository/nested']);
    const { untracked, ignored, closed } = await readStatus(repository.place, 'all-and-ignored');
    expect(untracked).toEqual(['new/u']);
    expect([...ignored].sort()).toEqual(['new/x.log', 'only/x.log']);
    expect([...closed].sort()).toEqual(['built', 'nested', 'new/built']);
  });

  it('is about these paths and what is below, to the letter; about the folder of a name that is no text', async () => {
    repository.commit({ 'a.md': 'a', 'b.md': 'b', '*.md': 'c' });
    for (const file of ['a.md', 'b.md', '*.md', 'f/u', 'g/\udcff', 'g/u']) repository.write(file, 'edited');
    const about = await readStatus(repository.place, 'all', ['*.md', 'f']);
    expect([[...about.edited.keys()], about.untracked]).toEqual([['*.md'], ['f/u']]);
    expect((await readStatus(repository.place, 'all', ['g/\udcff'])).untracked).toEqual(['g/u', 'g/\udcff']);
    expect((await readStatus(repository.place, 'all', ['\udcff'])).untracked).toEqual(['f/u', 'g/u', 'g/\udcff']);
  });

  it('keeps every name as it is', async () => {
    for (const name of ODD_NAMES) repository.write(name, name);
    expect((await status()).untracked).toEqual([...ODD_NAMES].sort());
    repository.git('add', '.');
    for (const name of ODD_NAMES) repository.write(name, 'edited');
    expect(Object.keys((await status()).edited).sort()).toEqual([...ODD_NAMES].sort());
  });

  it('leaves submodules and repositories inside the repository alone', async () => {
    repository.commit({ a: 'a' });
    repository.gitIn(repository.folder, ['clone', '-q', repository.root, 'other']);
    repository.git('submodule', '--quiet', 'add', '../other', 'moved');
    repository.git('submodule', '--quiet', 'add', '../other', 'gone');
    repository.git('submodule', '--quiet', 'add', '../other', 'file');
    repository.commit();
    repository.gitIn(path.join(repository.root, 'moved'), ['commit', '-q', '--allow-empty', '-m', 'on']);
    rmSync(path.join(repository.root, 'gone'), { recursive: true });
    rmSync(path.join(repository.root, 'file'), { recursive: true });
    repository.write('file', 'no submodule');
    repository.gitIn(repository.folder, ['clone', '-q', repository.root, 'repository/nested']);
    expect(await status()).toEqual({ edited: {}, untracked: [] });
  });

  it('does not depend on how a person wants to see it', async () => {
    repository.commit({ 'f/a': 'the same text\n' });
    repository.git('mv', 'f/a', 'f/b');
    repository.write('f/b', 'edited\n');
    for (const setting of ['branch', 'showStash', 'relativePaths', 'renames', 'short', 'displayCommentPrefix']) {
      repository.git('config', `status.${setting}`, 'true');
    }
    expect((await status()).edited).toEqual({ 'f/b': 'modified' });
  });
});
