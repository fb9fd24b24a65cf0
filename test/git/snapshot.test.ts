import { chmodSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileSet } from '../../src/core/files.ts';
import { about, type Captured, captureCommit, captureIndex, captureWorktree, hasHead } from '../../src/git/snapshot.ts';
import { ODD_NAMES } from '../support/odd-names.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';

const EMPTY = 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391';

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

/** How many git processes the work starts, by git's own account of it. */
async function countGit(work: (place: TestRepository['place']) => Promise<unknown>): Promise<number> {
  const trace = path.join(repository.folder, 'trace');
  await work({ ...repository.place, env: { ...repository.env, GIT_TRACE2_EVENT: trace } });
  return readFileSync(trace, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"event":"start"')).length;
}

describe('the index', () => {
  it('is what is staged, whatever is on disk', async () => {
    repository.commit({ 'a.md': 'a\n', 'b.md': 'b\n', 'gone.md': 'gone\n', 'same.md': 'same\n' });
    repository.write('a.md', 'staged\n');
    repository.write('new/c.md', 'c\n');
    repository.git('add', '.');
    repository.git('rm', '-q', 'gone.md');
    repository.write('a.md', 'edited\n');
    repository.write('b.md', 'edited\n');
    repository.write('untracked.md', 'u\n');

    const captured = await captureIndex(repository.place);
    expect(captured.snapshot.source).toBe('index');
    expect(paths(captured.snapshot.tree)).toEqual(['a.md', 'b.md', 'new/c.md', 'same.md']);
    expect(captured.snapshot.tree.get('a.md')).toEqual({ mode: '100644', id: idOf('staged\n') });
    expect(changes(captured)).toEqual({ 'a.md': 'modified', 'gone.md': 'deleted', 'new/c.md': 'added' });
    expect(Object.fromEntries(captured.before)).toEqual({
      'a.md': { mode: '100644', id: idOf('a\n') },
      'gone.md': { mode: '100644', id: idOf('gone\n') },
    });
  });

  it('keeps every name as it is', async () => {
    for (const name of ODD_NAMES) repository.write(name, name);
    repository.git('add', '.');
    const { snapshot } = await captureIndex(repository.place);
    expect([...paths(snapshot.tree)].sort()).toEqual([...ODD_NAMES].sort());
  });

  it('knows modes, links and submodules', async () => {
    repository.write('run.sh', 'x', 0o755);
    symlinkSync('run.sh', path.join(repository.root, 'link'));
    repository.commit();
    repository.gitIn(repository.folder, ['clone', '-q', repository.root, 'other']);
    repository.git('submodule', '--quiet', 'add', '../other', 'module');
    const { snapshot } = await captureIndex(repository.place);
    expect([...snapshot.tree].map(([name, { mode }]) => `${mode} ${name}`)).toEqual([
      '100644 .gitmodules',
      '120000 link',
      '160000 module',
      '100755 run.sh',
    ]);
    expect(Object.fromEntries(snapshot.changed)).toEqual({ '.gitmodules': 'added', module: 'added' });
  });

  it('tells a rename as a deletion and an addition', async () => {
    repository.commit({ 'old.md': 'the same text\n' });
    repository.git('mv', 'old.md', 'new.md');
    expect(changes(await captureIndex(repository.place))).toEqual({ 'new.md': 'added', 'old.md': 'deleted' });
  });

  it('follows a submodule that moved on, whatever the config ignores', async () => {
    repository.commit({ a: 'a' });
    repository.gitIn(repository.folder, ['clone', '-q', repository.root, 'other']);
    repository.git('submodule', '--quiet', 'add', '../other', 'module');
    repository.commit();
    const inside = path.join(repository.root, 'module');
    repository.gitIn(inside, ['commit', '-q', '--allow-empty', '-m', 'on']);
    repository.git('add', 'module');
    repository.git('config', 'diff.ignoreSubmodules', 'all');
    expect(changes(await captureIndex(repository.place))).toEqual({ module: 'modified' });
  });

  it('counts everything as added before the first commit', async () => {
    expect(await hasHead(repository.place)).toBe(false);
    expect(changes(await captureIndex(repository.place))).toEqual({});
    repository.write('a.md', 'a');
    repository.git('add', '.');
    const captured = await captureIndex(repository.place);
    expect(changes(captured)).toEqual({ 'a.md': 'added' });
    expect(captured.before.size).toBe(0);
    repository.commit();
    expect(await hasHead(repository.place)).toBe(true);
  });

  it('is the one that git names', async () => {
    repository.commit({ 'a.md': 'a', 'b.md': 'b' });
    const other = path.join(repository.folder, 'other-index');
    repository.gitIn(repository.root, ['read-tree', 'HEAD'], { GIT_INDEX_FILE: other });
    repository.write('a.md', 'changed');
    repository.gitIn(repository.root, ['add', 'a.md'], { GIT_INDEX_FILE: other });
    const env = { ...repository.env, GIT_INDEX_FILE: other };
    expect(changes(await captureIndex({ ...repository.place, env }))).toEqual({ 'a.md': 'modified' });
    expect(changes(await captureIndex(repository.place))).toEqual({});
  });

  it('is read with two git calls', async () => {
    repository.commit({ 'a.md': 'a', 'empty.md': '' });
    repository.write('a.md', 'b');
    repository.git('add', '.');
    expect(await countGit(captureIndex)).toBe(2);
  });

  it('has object ids of 64 digits where the repository has them', async () => {
    const modern = makeRepository({ sha256: true });
    modern.commit({ 'a.md': 'a' });
    modern.write('a.md', 'b');
    modern.write('intended.md', 'x');
    modern.write('empty.md', '');
    modern.git('add', 'a.md', 'empty.md');
    modern.git('add', '-N', 'intended.md');
    const captured = await captureIndex(modern.place);
    modern.remove();
    expect(changes(captured)).toEqual({ 'a.md': 'modified', 'empty.md': 'added' });
    expect(paths(captured.snapshot.tree)).toEqual(['a.md', 'empty.md']);
    expect(captured.snapshot.tree.get('a.md')?.id).toMatch(/^[0-9a-f]{64}$/);
  });

  it('refuses unmerged paths and names them', async () => {
    repository.commit({ 'a.md': 'a\n' });
    repository.git('checkout', '-q', '-b', 'other');
    repository.commit({ 'a.md': 'other\n' });
    repository.git('checkout', '-q', 'main');
    repository.commit({ 'a.md': 'main\n' });
    expect(() => repository.git('merge', '-q', 'other')).toThrow();
    const refused = { code: 'environment', message: 'unmerged paths: a.md' };
    await expect(captureIndex(repository.place)).rejects.toMatchObject(refused);
    await expect(captureWorktree(repository.place)).rejects.toMatchObject(refused);
  });

  it('tells what git says when it cannot compare', async () => {
    repository.commit({ 'a.md': 'a' });
    rmSync(
      path.join(repository.root, '.git/objects', repository.git('rev-parse', 'HEAD^{tree}').replace(/^../, '$&/')),
    );
    await expect(captureIndex(repository.place)).rejects.toMatchObject({ code: 'environment' });
  });
});

describe('a file that is only intended to be added', () => {
  it('is no part of the index, and an empty file beside it is', async () => {
    repository.commit({ 'a.md': 'a' });
    repository.write('intended.md', 'text');
    repository.write('empty.md', '');
    repository.git('add', 'empty.md');
    repository.git('add', '-N', 'intended.md');
    const captured = await captureIndex(repository.place);
    expect(paths(captured.snapshot.tree)).toEqual(['a.md', 'empty.md']);
    expect(changes(captured)).toEqual({ 'empty.md': 'added' });
    expect(captured.snapshot.tree.get('empty.md')).toEqual({ mode: '100644', id: EMPTY });
    expect(await countGit(captureIndex)).toBe(3);
  });

  it('is none before the first commit either', async () => {
    repository.write('intended.md', 'text');
    repository.write('empty.md', '');
    repository.git('add', 'empty.md');
    repository.git('add', '-N', 'intended.md');
    expect(changes(await captureIndex(repository.place))).toEqual({ 'empty.md': 'added' });
  });

  it('counts as deleted where HEAD has a file of that name, because the commit will not', async () => {
    repository.commit({ 'a.md': 'a', 'b.md': 'b', 'untouched.md': '' });
    repository.git('rm', '-q', '--cached', 'a.md');
    repository.git('add', '-N', 'a.md');
    const captured = await captureIndex(repository.place);
    expect(paths(captured.snapshot.tree)).toEqual(['b.md', 'untouched.md']);
    expect(changes(captured)).toEqual({ 'a.md': 'deleted' });
  });

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
    const captured = await captureCommit(repository.place, commit, base);
    expect(captured.snapshot).toMatchObject({ source: 'commit', commit });
    expect(paths(captured.snapshot.tree)).toEqual(['a.md', 'c.md']);
    expect(captured.snapshot.tree.get('a.md')?.id).toBe(idOf('second'));
    expect(changes(captured)).toEqual({ 'a.md': 'modified', 'b.md': 'deleted', 'c.md': 'added' });
    expect(captured.before.get('b.md')?.id).toBe(idOf('b'));
  });

  it('counts every file as added when there is nothing to compare with', async () => {
    const commit = repository.commit({ 'a.md': 'a', 'f/b.md': 'b' });
    const captured = await captureCommit(repository.place, commit, undefined);
    expect(changes(captured)).toEqual({ 'a.md': 'added', 'f/b.md': 'added' });
    expect(captured.before.size).toBe(0);
  });

  it('is a name and never an option of git', async () => {
    const commit = repository.commit({ 'a.md': 'a' });
    const evil = `--output=${repository.folder}/pwned`;
    await expect(captureCommit(repository.place, commit, evil)).rejects.toMatchObject({ code: 'environment' });
    await expect(captureCommit(repository.place, evil, commit)).rejects.toMatchObject({ code: 'environment' });
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
