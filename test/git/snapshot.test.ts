import { chmodSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileSet } from '../../src/core/files.ts';
import type { Captured } from '../../src/git/commits/captured.ts';
import { captureIndex } from '../../src/git/index/snapshot.ts';
import { about, captureCommit, captureWorktree } from '../../src/git/snapshot.ts';
import { ODD_NAMES } from '../support/odd-names.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';

let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
});

afterEach(() => repository.remove());

const paths = (files: FileSet) => [...files.keys()];
const changes = ({ snapshot }: Captured) => Object.fromEntries(snapshot.changed);
const idOf = (text: string) => {
  repository.write('../blob', text);
  return repository.git('hash-object', '../blob');
};

describe('a file that is only intended to be added', () => {
  it('is a file like any other on disk', async () => {
    repository.commit({ 'a.md': 'a' });
    repository.write('intended.md', 'text');
    repository.git('add', '-N', 'intended.md');
    const captured = await captureWorktree(repository.place);
    expect(captured.snapshot.tree.get('intended.md')).toEqual({ mode: '100644', id: idOf('text') });
    expect(changes(captured)).toEqual({ 'intended.md': 'added' });
  });

  it('is nothing where it is not on disk either', async () => {
    repository.commit({ 'a.md': 'a' });
    repository.write('intended.md', 'text');
    repository.git('add', '-N', 'intended.md');
    rmSync(path.join(repository.root, 'intended.md'));
    const captured = await captureWorktree(repository.place);
    expect(paths(captured.snapshot.tree)).toEqual(['a.md']);
    expect(changes(captured)).toEqual({});
  });
});

describe('the worktree', () => {
  it('is what is on disk, compared with HEAD', async () => {
    repository.commit({ '.gitignore': 'ignored\n', 'a.md': 'a', 'b.md': 'b', 'c.md': 'c', 'run.sh': 'x' });
    repository.write('a.md', 'staged');
    repository.git('add', '.');
    repository.write('a.md', 'edited');
    repository.write('b.md', 'edited');
    repository.write('new/u.md', 'untracked');
    repository.write('ignored', 'ignored');
    rmSync(path.join(repository.root, 'c.md'));
    chmodSync(path.join(repository.root, 'run.sh'), 0o755);

    const captured = await captureWorktree(repository.place);
    expect(captured.snapshot.source).toBe('worktree');
    expect(paths(captured.snapshot.tree)).toEqual(['.gitignore', 'a.md', 'b.md', 'new/u.md', 'run.sh']);
    expect(captured.snapshot.tree.get('a.md')?.id).toBe(idOf('edited'));
    expect(captured.snapshot.tree.get('run.sh')?.mode).toBe('100755');
    expect(changes(captured)).toEqual({
      'a.md': 'modified',
      'b.md': 'modified',
      'c.md': 'deleted',
      'new/u.md': 'added',
      'run.sh': 'modified',
    });
    expect(captured.before.get('a.md')?.id).toBe(idOf('a'));
    expect(captured.before.get('b.md')?.id).toBe(idOf('b'));
    expect(captured.before.get('c.md')?.id).toBe(idOf('c'));
    expect(captured.before.has('new/u.md')).toBe(false);
  });

  it('has not changed where an edit takes back what is staged', async () => {
    repository.commit({ 'a.md': 'a', 'b.md': 'b' });
    repository.write('a.md', 'staged');
    repository.write('new.md', 'staged');
    repository.git('add', '.');
    repository.git('rm', '-q', '--cached', 'b.md');
    repository.write('a.md', 'a');
    rmSync(path.join(repository.root, 'new.md'));
    const captured = await captureWorktree(repository.place);
    expect(changes(captured)).toEqual({});
    expect(captured.before.size).toBe(0);
    expect(paths(captured.snapshot.tree)).toEqual(['a.md', 'b.md']);
  });

  it('has a file whose removal is staged and that is there, edited', async () => {
    repository.commit({ 'a.md': 'a' });
    repository.git('rm', '-q', '--cached', 'a.md');
    repository.write('a.md', 'edited');
    const captured = await captureWorktree(repository.place);
    expect(changes(captured)).toEqual({ 'a.md': 'modified' });
    expect(captured.before.get('a.md')?.id).toBe(idOf('a'));
  });

  it('sees files turn into links and folders, and looks through no link', async () => {
    repository.commit({ 'file.md': 'f', 'to-folder': 'x', 'folder/in.md': 'in', 'folder2/in.md': 'in' });
    for (const name of ['file.md', 'to-folder', 'folder', 'folder2']) {
      rmSync(path.join(repository.root, name), { recursive: true });
    }
    symlinkSync('elsewhere', path.join(repository.root, 'file.md'));
    repository.write('to-folder/inside.md', 'inside');
    repository.write('folder', 'now a file');
    repository.write('../outside/in.md', 'outside');
    symlinkSync('../outside', path.join(repository.root, 'folder2'));
    const captured = await captureWorktree(repository.place);
    expect([...captured.snapshot.tree].map(([name, { mode }]) => `${mode} ${name}`)).toEqual([
      '120000 file.md',
      '100644 folder',
      '120000 folder2',
      '100644 to-folder/inside.md',
    ]);
    expect(changes(captured)).toEqual({
      'file.md': 'modified',
      folder: 'added',
      'folder/in.md': 'deleted',
      folder2: 'added',
      'folder2/in.md': 'deleted',
      'to-folder': 'deleted',
      'to-folder/inside.md': 'added',
    });
  });

  it('keeps every name as it is', async () => {
    for (const name of ODD_NAMES) repository.write(name, name);
    const { snapshot } = await captureWorktree(repository.place);
    expect([...paths(snapshot.tree)].sort()).toEqual([...ODD_NAMES].sort());
    repository.git('add', '.');
    expect([...snapshot.tree]).toEqual([...(await captureIndex(repository.place)).snapshot.tree]);
  });
});

describe('a commit', () => {
  it('is compared with another, whatever is checked out', async () => {
    const base = repository.commit({ 'a.md': 'a', 'b.md': 'b' });
    rmSync(path.join(repository.root, 'b.md'));
    const commit = repository.commit({ 'a.md': 'second', 'c.md': 'c' });
    repository.commit({ 'a.md': 'third' });
    const captured = await captureCommit(repository.place, commit, [base]);
    expect(captured.snapshot).toMatchObject({ source: 'commit', commit });
    expect(paths(captured.snapshot.tree)).toEqual(['a.md', 'c.md']);
    expect(captured.snapshot.tree.get('a.md')?.id).toBe(idOf('second'));
    expect(changes(captured)).toEqual({ 'a.md': 'modified', 'b.md': 'deleted', 'c.md': 'added' });
    expect(captured.before.get('b.md')?.id).toBe(idOf('b'));
  });

  it('counts every file as added when there is nothing to compare with', async () => {
    const commit = repository.commit({ 'a.md': 'a', 'f/b.md': 'b' });
    const captured = await captureCommit(repository.place, commit, []);
    expect(changes(captured)).toEqual({ 'a.md': 'added', 'f/b.md': 'added' });
    expect(captured.before.size).toBe(0);
  });

  it('is a name and never an option of git', async () => {
    const commit = repository.commit({ 'a.md': 'a' });
    const evil = `--output=${repository.folder}/pwned`;
    await expect(captureCommit(repository.place, evil, [commit])).rejects.toMatchObject({ code: 'environment' });
    expect(changes(await captureCommit(repository.place, commit, [evil]))).toEqual({ 'a.md': 'added' });
    expect(() => readFileSync(`${repository.folder}/pwned`)).toThrow();
  });
});

describe('about', () => {
  it('gives a snapshot another subject', async () => {
    repository.commit({ 'a.md': 'a', 'b.md': 'b' });
    const { snapshot } = await captureIndex(repository.place);
    const other = about(snapshot, ['a.md', 'gone.md']);
    expect(Object.fromEntries(other.changed)).toEqual({ 'a.md': 'modified', 'gone.md': 'deleted' });
    expect(other.tree).toBe(snapshot.tree);
  });
});
