import { existsSync, lstatSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { performIsolated, type Script } from '../../support/isolated-work.ts';
import { age, lines, makeMess } from '../../support/mess.ts';
import { ODD_NAMES } from '../../support/odd-names.ts';
import { worldOf } from '../../support/picture.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
});

afterEach(() => {
  repository.remove();
});

const at = (file: string) => path.join(repository.root, file);
const perform = (script: Script) => performIsolated(repository.root, repository.env, script);

describe('refused', () => {
  it('everything is as it was: fixes are undone, and what tasks made is out of the way', async () => {
    makeMess(repository);
    const before = worldOf(repository);
    const { aftermath } = await perform({
      everything: true,
      fixes: {
        'partial.md': 'fixed\n',
        'untouched.md': 'fixed\n',
        'deleted/deep/a.md': 'fixed\n',
        'new.md': 'fixed\n',
      },
      writes: { 'made/by/task.md': 'made\n' },
      ran: ['build', 'test'],
      accepted: false,
    });
    expect(worldOf(repository).files).toEqual({ ...before.files, ...pictureOfFolders(['made', 'made/by']) });
    expect(worldOf(repository).index).toEqual(before.index);
    const rescued = `${repository.root}/.git/lattice-hooks/rescued/2026-01-02T03-04-05.678Z`;
    expect(aftermath.refusals).toEqual([]);
    expect(aftermath.notes).toEqual([
      `written while \`build\` and \`test\` ran, now in ${rescued}: made/by/task.md`,
      '4 fixes undone, kept until the next commit in .git/lattice-hooks/rescued',
    ]);
    expect(readFileSync(`${rescued}/made/by/task.md`, 'utf8')).toBe('made\n');
    expect(readFileSync(`${rescued}/untouched.md`, 'utf8')).toBe('fixed\n');
  });

  it('a file that no fixer changed is not written to', async () => {
    repository.commit({ 'a.md': 'a', 'b.md': 'b' });
    age(repository, 'a.md', 'b.md');
    const inode = lstatSync(at('a.md')).ino;
    await perform({ handed: ['a.md'], fixes: { 'b.md': 'fixed' }, accepted: false });
    expect(lstatSync(at('a.md'))).toMatchObject({ ino: inode, mtimeMs: 1_000_000 });
    expect(lstatSync(at('b.md')).mtimeMs).toBe(1_000_000);
    expect(repository.read('b.md')).toBe('b');
  });

  for (const accepted of [true, false]) {
    it(`a file that was written to and has its content again has its time again, ${accepted ? 'accepted' : 'refused'}`, async () => {
      repository.commit({ 'a.md': 'a', 'b.md': 'b' });
      age(repository, 'a.md');
      await perform({ handed: ['a.md'], fixes: { 'b.md': 'fixed' }, writes: { 'a.md': 'a' }, accepted });
      expect(lstatSync(at('a.md'))).toMatchObject({ mtimeMs: 1_000_000 });
      expect(repository.read('a.md')).toBe('a');
    });
  }

  it('a file that was written to and has its content again is nothing to tell', async () => {
    repository.commit({ 'partial.md': 'a', 'handed.md': 'b' });
    repository.write('partial.md', 'staged');
    repository.git('add', '.');
    repository.write('partial.md', 'edited');
    const writes = { 'partial.md': 'staged', 'handed.md': 'b' };
    const { aftermath } = await perform({ handed: Object.keys(writes), writes, accepted: false });
    expect(aftermath).toEqual({ refusals: [], notes: [] });
    expect([repository.read('partial.md'), repository.read('handed.md')]).toEqual(['edited', 'b']);
    expect(repository.git('status', '--porcelain')).toBe('MM partial.md');
    expect(existsSync(at('.git/lattice-hooks/rescued'))).toBe(false);
  });

  it('a file that a fixer removed is back', async () => {
    repository.commit({ 'a.md': 'a' });
    repository.write('a.md', 'staged', 0o600);
    repository.git('add', '.');
    age(repository, 'a.md');
    const before = worldOf(repository);
    await perform({ handed: ['a.md'], writes: { 'a.md': null }, accepted: false });
    expect(worldOf(repository)).toEqual(before);
  });

  it('what the tasks left in the place of hidden folders and files is out of the way', async () => {
    repository.commit({ 'a.md': 'a' });
    repository.write('new/u.md', 'u');
    repository.write('flat.md', 'flat');
    repository.write('a.md', 'edited');
    const before = worldOf(repository);
    const { aftermath } = await perform({
      everything: true,
      writes: { new: 'a file', 'flat.md/deep.md': 'deep', 'a.md': null },
      accepted: false,
    });
    expect(worldOf(repository)).toEqual(before);
    expect(aftermath.notes.join()).toMatch(/written while the checks ran, now in .*: .*flat\.md.*/);
  });
});

describe('a link that a task has put in the place of a folder', () => {
  for (const accepted of [true, false]) {
    it(`is out of the way, and nothing is written through it, ${accepted ? 'accepted' : 'refused'}`, async () => {
      repository.commit({ 'a.md': 'a' });
      repository.write('f/u.md', 'mine');
      repository.write('../outside/other.md', 'other');
      const before = worldOf(repository);
      const { aftermath } = await perform({
        everything: true,
        accepted,
        // A script is plain JSON: what it cannot say happens when it is read.
        get writes() {
          rmSync(at('f'), { recursive: true });
          symlinkSync('../outside', at('f'));
          return {};
        },
      });
      expect(worldOf(repository)).toEqual(before);
      expect(aftermath.notes.join()).toMatch(/written while the checks ran, now in .*: f$/);
      expect(existsSync(path.join(repository.folder, 'outside/u.md'))).toBe(false);
    });
  }
});

describe('accepted with fixes', () => {
  it('exactly the fixed files are staged, and unstaged edits are merged into them', async () => {
    makeMess(repository);
    const before = worldOf(repository);
    const fixed = lines('ONE', 'fixed', 'three', 'four', 'five');
    const { aftermath } = await perform({
      everything: true,
      handed: ['edited.md'],
      fixes: { 'partial.md': fixed, 'untouched.md': 'fixed\n', 'deleted/deep/a.md': 'fixed\n' },
      accepted: true,
    });
    expect(aftermath).toEqual({ refusals: [], notes: [] });
    expect(repository.git('show', ':partial.md')).toBe(fixed.trimEnd());
    expect(repository.read('partial.md')).toBe(lines('ONE', 'fixed', 'three', 'four', 'FIVE'));
    expect(repository.git('show', ':deleted/deep/a.md')).toBe('fixed');
    const after = worldOf(repository);
    const changed = Object.keys(after.files).filter((file) => after.files[file] !== before.files[file]);
    expect(changed).toEqual(['partial.md', 'untouched.md']);
    expect(Object.keys(after.files)).toEqual(Object.keys(before.files));
    const restaged = after.index.filter((line) => !before.index.includes(line)).map((line) => line.split('\t')[1]);
    expect(restaged).toEqual(['deleted/deep/a.md', 'partial.md', 'untouched.md']);
  });

  it('a merged file keeps its permissions', async () => {
    repository.commit({ 'a.md': lines('1', '2', '3', '4', '5') });
    repository.write('a.md', lines('1', '2', '3', '4', '5 edited'), 0o600);
    await perform({ fixes: { 'a.md': lines('1 fixed', '2', '3', '4', '5') }, accepted: true });
    expect(repository.read('a.md')).toBe(lines('1 fixed', '2', '3', '4', '5 edited'));
    expect(lstatSync(at('a.md')).mode & 0o777).toBe(0o600);
  });

  it('a fix that touches the lines of an unstaged edit is refused, and the edit wins', async () => {
    repository.commit({ 'a.md': lines('1', '2', '3'), 'b.md': 'b\n' });
    repository.write('a.md', lines('1', 'edited', '3'));
    repository.write('b.md', 'staged\n');
    repository.git('add', 'b.md');
    const before = worldOf(repository);
    const { aftermath } = await perform({
      fixes: { 'a.md': lines('1', 'fixed', '3'), 'b.md': 'fixed\n' },
      accepted: true,
    });
    expect(aftermath.refusals).toEqual([
      'a.md: the fix and your unstaged edit touch the same lines (line 2 of your version). ' +
        'Your edit stays and the fix is undone; stage the edit, or put it away, and commit again',
    ]);
    expect(worldOf(repository).files['a.md']).toBe(before.files['a.md']);
    expect(repository.read('b.md')).toBe('staged\n');
    expect(worldOf(repository).index).toEqual(before.index);
  });

  it('a fix is refused where the unstaged edit is binary, a link or a folder', async () => {
    for (const make of [
      () => repository.write('a.md', Buffer.from([0, 1, 2])),
      () => symlinkSync('/etc/hostname', at('a.md')),
      () => repository.write('a.md/in.md', 'in'),
    ]) {
      rmSync(at('a.md'), { recursive: true, force: true });
      repository.commit({ 'a.md': 'text\n' });
      rmSync(at('a.md'));
      make();
      const before = worldOf(repository);
      const { aftermath } = await perform({ fixes: { 'a.md': 'fixed\n' }, accepted: true });
      expect(aftermath.refusals).toEqual([
        expect.stringMatching(/^a\.md: the fix and your unstaged edit cannot be merged\./),
      ]);
      expect(worldOf(repository)).toEqual(before);
    }
  });

  it('a commit that the fixes empty is refused', async () => {
    repository.commit({ 'a.md': 'a\n', 'b.md': 'b\n' });
    repository.write('a.md', 'a  \n');
    repository.git('add', '.');
    repository.write('u.md', 'intended');
    repository.git('add', '-N', 'u.md');
    const before = worldOf(repository);
    const { aftermath } = await perform({ fixes: { 'a.md': 'a\n' }, accepted: true });
    expect(aftermath.refusals).toEqual(['the fixes leave nothing to commit: what was staged is just what they undo']);
    expect(repository.read('a.md')).toBe('a  \n');
    expect(worldOf(repository).index).toEqual(before.index);
  });

  it('a first commit is not empty, nor is a merge that changes nothing', async () => {
    repository.write('a.md', 'a  \n');
    repository.git('add', '.');
    expect((await perform({ fixes: { 'a.md': 'a\n' }, accepted: true })).aftermath.refusals).toEqual([]);
    repository.commit();
    repository.git('checkout', '-q', '-b', 'other');
    repository.commit({ 'a.md': 'a  \n' });
    repository.git('checkout', '-q', 'main');
    repository.commit({ 'b.md': 'b\n' });
    repository.git('merge', '-q', '--no-commit', 'other');
    expect((await perform({ fixes: { 'a.md': 'a\n' }, accepted: true })).aftermath.refusals).toEqual([]);
    expect(repository.git('status', '--porcelain')).toBe('');
    expect(existsSync(at('.git/MERGE_HEAD'))).toBe(true);
  });

  it('files that a task made stay untracked, edits that nobody asked for stay unstaged, and both are told', async () => {
    repository.commit({ 'a.md': 'a', 'b.md': 'b', 'c.md': 'c' });
    const { aftermath } = await perform({
      fixes: { 'a.md': 'fixed' },
      handed: ['c.md'],
      writes: { 'made.md': 'made', 'b.md': 'edited', 'c.md': null },
      ran: ['build'],
      accepted: true,
    });
    expect(repository.git('status', '--porcelain').split('\n')).toEqual([
      'M  a.md',
      ' M b.md',
      ' D c.md',
      '?? made.md',
    ]);
    expect(aftermath.notes).toEqual([
      'made while `build` ran, left untracked: made.md',
      'changed while `build` ran, left unstaged: b.md, c.md',
    ]);
  });

  it('every name is staged as it is', async () => {
    for (const name of ODD_NAMES) repository.write(name, lines('1', '2', '3', '4', '5'));
    repository.commit();
    for (const name of ODD_NAMES) repository.write(name, lines('1', '2', '3', '4', '5 edited'));
    const fixes = Object.fromEntries(ODD_NAMES.map((name) => [name, lines('1 fixed', '2', '3', '4', '5')]));
    const { aftermath } = await perform({ everything: true, fixes, accepted: true });
    expect(aftermath).toEqual({ refusals: [], notes: [] });
    for (const name of ODD_NAMES) expect(repository.read(name)).toBe(lines('1 fixed', '2', '3', '4', '5 edited'));
    const staged = repository.git('ls-files', '--stage').split('\n');
    expect(new Set(staged.map((line) => line.split('\t')[0])).size).toBe(1);
    expect(staged).toHaveLength(ODD_NAMES.length);
    expect(existsSync(at('pwned'))).toBe(false);
  });
});

function pictureOfFolders(folders: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(folders.map((folder) => [folder, 'folder 755']));
}
