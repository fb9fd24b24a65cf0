import { existsSync, mkdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onDisk } from '../../../src/core/path-bytes.ts';
import { hasJournal, journalFolder } from '../../../src/git/isolation/journal.ts';
import { performIsolated, type Script } from '../../support/isolated-work.ts';
import { age, makeMess, STAGED } from '../../support/mess.ts';
import { pictureOf, worldOf } from '../../support/picture.ts';
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

describe('while the work goes on', () => {
  it('the worktree holds exactly what git will commit, and ignored files', async () => {
    makeMess(repository);
    const before = worldOf(repository);
    const { seen, aftermath } = await perform({ everything: true, accepted: true });
    expect(seen).toEqual(STAGED);
    expect(aftermath).toEqual({ refusals: [], notes: [] });
    expect(worldOf(repository)).toEqual(before);
    expect(readFileSync(path.join(repository.folder, 'outside/in.md'), 'utf8')).toBe('outside\n');
    expect(hasJournal(`${repository.root}/.git`)).toBe(false);
  });

  it('ignored files stay where they are', async () => {
    repository.commit({ '.gitignore': 'ignored.log\n' });
    repository.write('ignored.log', 'here');
    await perform({ everything: true, accepted: true, writes: { 'ignored.log': 'written' } });
    expect(repository.read('ignored.log')).toBe('written');
  });

  it('only what the tasks read is hidden, unless they read the whole project', async () => {
    makeMess(repository);
    const before = worldOf(repository);
    const { seen } = await perform({ reads: ['partial.md', 'deleted/deep/a.md', 'untouched.md'], accepted: true });
    expect(seen['partial.md']).toBe(STAGED['partial.md']);
    expect(seen['deleted/deep/a.md']).toBe('a\n');
    expect(seen['edited.md']).toBe('edited by hand\n');
    expect(seen['untracked/deep/u.md']).toBe('u\n');
    expect(seen['deleted/deep/b.md']).toBeUndefined();
    expect(worldOf(repository)).toEqual(before);
  });

  it('untracked files stay in sight where they may, and unstaged edits do not', async () => {
    makeMess(repository);
    const before = worldOf(repository);
    const { seen } = await perform({ everything: true, showsUntracked: true, accepted: true });
    expect(seen).toMatchObject(STAGED);
    expect(seen['untracked/deep/u.md']).toBe('u\n');
    expect(worldOf(repository)).toEqual(before);
  });

  it('nothing is hidden, and no journal kept, where nothing differs', async () => {
    repository.commit({ 'a.md': 'a' });
    age(repository, 'a.md');
    const before = worldOf(repository);
    const { seen } = await perform({ everything: true, accepted: true });
    expect(seen).toEqual({ 'a.md': 'a' });
    expect(worldOf(repository)).toEqual(before);
    expect(existsSync(`${repository.root}/.git/lattice-hooks`)).toBe(false);
  });

  it('everything is hidden before the first commit too', async () => {
    repository.write('a.md', 'staged');
    repository.git('add', 'a.md');
    repository.write('a.md', 'edited');
    repository.write('u.md', 'u');
    for (const accepted of [true, false]) {
      const before = worldOf(repository);
      const { seen } = await perform({ everything: true, accepted });
      expect(seen).toEqual({ 'a.md': 'staged' });
      expect(worldOf(repository)).toEqual(before);
    }
  });

  it('files pass the filters of git on their way', async () => {
    repository.write('.gitattributes', '*.txt text eol=crlf\n');
    repository.write('a.txt', 'one\r\ntwo\r\n');
    repository.commit();
    repository.write('a.txt', 'ONE\r\ntwo\r\n');
    repository.git('add', 'a.txt');
    repository.write('a.txt', 'ONE\r\ntwo\r\nthree\n');
    const before = worldOf(repository);
    const { seen } = await perform({ everything: true, accepted: true });
    expect(seen['a.txt']).toBe('ONE\r\ntwo\r\n');
    expect(worldOf(repository)).toEqual(before);
  });
});

it('keeps links as they are', async () => {
  repository.write('a.md', 'a');
  symlinkSync('a.md', at('link'));
  repository.commit();
  rmSync(at('link'));
  symlinkSync(onDisk('odd', 'n\udcff') as Buffer, at('link'));
  const target = readlinkSync(at('link'), { encoding: 'buffer' });
  await perform({ everything: true, accepted: true });
  expect(readlinkSync(at('link'), { encoding: 'buffer' })).toEqual(target);
});

describe('work that throws', () => {
  it('leaves everything as it was, and says where its traces are', async () => {
    makeMess(repository);
    const before = worldOf(repository);
    const script = {
      everything: true,
      fixes: { 'partial.md': 'fixed\n', 'untouched.md': 'fixed\n' },
      writes: { 'deleted/deep/a.md': 'written\n' },
    };
    await expect(perform(script)).rejects.toThrow(
      /^the work broke: Error: by order \(What was written meanwhile is in .*: deleted\/deep\/a\.md, partial\.md, untouched\.md\.\)$/,
    );
    expect(worldOf(repository)).toEqual(before);
    await expect(perform({ everything: true })).rejects.toThrow(/^the work broke: Error: by order$/);
    expect(worldOf(repository)).toEqual(before);
  });
});

describe('where it cannot be done', () => {
  it('what another program has staged since git was asked is told, and nothing is touched', async () => {
    makeMess(repository);
    const env = { ...repository.env, GIT_INDEX_FILE: at('.git/index') };
    const staged = { 'untouched.md': 'nobody has looked at this\n' };
    const run = performIsolated(repository.root, env, { everything: true, accepted: true, staged });
    await expect(run).rejects.toMatchObject({ code: 'environment', message: expect.stringContaining('untouched.md') });
    expect(hasJournal(`${repository.root}/.git`)).toBe(false);
    expect(repository.git('show', ':untouched.md')).toBe('nobody has looked at this');
  });

  it('a journal that nobody has put back is not touched', async () => {
    repository.commit({ 'a.md': 'a' });
    const folder = journalFolder(`${repository.root}/.git`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/0`, 'kept');
    await expect(perform({ everything: true, accepted: true })).rejects.toMatchObject({
      code: 'isolation',
      hint: expect.stringContaining('recover'),
    });
    expect(readFileSync(`${folder}/0`, 'utf8')).toBe('kept');
  });

  it('nothing is hidden when the journal cannot be written', async () => {
    makeMess(repository);
    repository.write('.git/lattice-hooks', 'a file in the way');
    const before = worldOf(repository);
    await expect(perform({ everything: true, accepted: true })).rejects.toMatchObject({ code: 'isolation' });
    expect(worldOf(repository)).toEqual(before);
  });

  it('everything comes back when git cannot write what is staged', async () => {
    makeMess(repository);
    repository.write('.git/info/attributes', 'partial.md filter=broken\n');
    repository.git('config', 'filter.broken.smudge', 'false');
    repository.git('config', 'filter.broken.clean', 'cat');
    repository.git('config', 'filter.broken.required', 'true');
    const before = pictureOf(repository.root);
    await expect(perform({ everything: true, accepted: true })).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringMatching(/^git checkout-index failed: .*smudge filter/s),
      hint: 'Everything is as it was. Mend what git names, then try again.',
    });
    expect(pictureOf(repository.root)).toEqual(before);
  });
});
