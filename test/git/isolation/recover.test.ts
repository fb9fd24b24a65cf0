import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasJournal, journalFolder } from '../../../src/git/isolation/journal.ts';
import { recover } from '../../../src/git/isolation/recover.ts';
import { findRepository } from '../../../src/git/repository.ts';
import type { Script } from '../../support/isolated-work.ts';
import { bundle, run } from '../../support/isolation-process.ts';
import { lines, makeMess, STAGED } from '../../support/mess.ts';
import { pictureOf, worldOf } from '../../support/picture.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let folder: string;
let program: string;
let repository: TestRepository;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lattice-recover-'));
  program = bundle('isolation-child.ts', folder);
});

afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(() => {
  repository = makeRepository();
});

afterEach(() => repository.remove());

const NOW = '2026-03-04T05:06:07.890Z';
const rescued = () => `${repository.root}/.git/lattice-hooks/rescued/2026-03-04T05-06-07.890Z`;
const recoverNow = async () => recover(repository.place, await findRepository(repository.root, repository.env), NOW);

/** Lets a run be killed after its work, when it calls git or begins to put something back. */
async function killAfterWork(script: Script): Promise<void> {
  const counted = await run(program, repository, { act: 'isolate', script: { ...script, accepted: false } });
  expect(counted.code).toBe(1);
  rmSync(`${repository.root}/.git/lattice-hooks`, { recursive: true });
  const steps = counted.told?.steps ?? [];
  // ls-files, diff-index, status, checkout-index, ls-files of the script, then what follows its work.
  const begun = steps.flatMap((name, index) => (name === 'spawn' ? [index] : []))[4] ?? 0;
  const step = 1 + steps.findIndex((name, index) => index > begun && (name === 'spawn' || name === 'renameSync'));
  const killed = await run(program, repository, { act: 'isolate', script, step, mishap: 'kill' });
  expect(killed.signal).toBe('SIGKILL');
  expect(hasJournal(`${repository.root}/.git`)).toBe(true);
}

describe('recovering a run that was killed', () => {
  it('puts everything back, and says what', async () => {
    makeMess(repository);
    const before = worldOf(repository);
    await killAfterWork({ everything: true, accepted: true });
    expect(repository.read('partial.md')).toBe(STAGED['partial.md']);
    expect(existsSync(`${repository.root}/untracked/deep/u.md`)).toBe(false);
    const recovery = await recoverNow();
    expect(worldOf(repository)).toEqual(before);
    expect(recovery?.restored).toEqual(expect.arrayContaining(['partial.md', 'deleted/deep/a.md', 'intended.md']));
    expect(recovery?.restored).not.toContain('untouched.md');
    expect(recovery?.rescued).toEqual([]);
  });

  it('has nothing to do the second time, nor where nothing was interrupted', async () => {
    makeMess(repository);
    expect(await recoverNow()).toBeUndefined();
    await killAfterWork({ everything: true, accepted: true });
    await recoverNow();
    const before = worldOf(repository);
    expect(await recoverNow()).toBeUndefined();
    expect(worldOf(repository)).toEqual(before);
  });

  it('keeps what was written to hidden files since, and brings back what was hidden', async () => {
    makeMess(repository);
    const { files } = worldOf(repository);
    await killAfterWork({ everything: true, accepted: true });
    repository.write('partial.md', 'written since\n');
    repository.write('untracked/deep/u.md', 'written since\n');
    repository.write('deleted/deep/a.md', 'written since\n');
    rmSync(`${repository.root}/edited.md`);
    const recovery = await recoverNow();
    expect(pictureOf(repository.root)).toEqual(files);
    expect([...(recovery?.rescued ?? [])].sort()).toEqual(['deleted/deep/a.md', 'partial.md', 'untracked/deep/u.md']);
    expect(recovery?.folder).toBe(rescued());
    for (const file of recovery?.rescued ?? []) {
      expect(readFileSync(`${rescued()}/${file}`, 'utf8')).toBe('written since\n');
    }
  });

  it('keeps another branch that was checked out since from losing anything', async () => {
    repository.commit({ 'a.md': 'a\n', 'b.md': 'b\n' });
    repository.git('branch', 'other');
    repository.commit({ 'a.md': 'main\n' });
    repository.write('a.md', 'mine\n');
    await killAfterWork({ everything: true, accepted: true });
    repository.git('checkout', '-q', 'other');
    const recovery = await recoverNow();
    expect(repository.read('a.md')).toBe('mine\n');
    expect(recovery?.rescued).toEqual(['a.md']);
    expect(readFileSync(`${rescued()}/a.md`, 'utf8')).toBe('a\n');
  });

  it('brings back what was hidden where a filter of git is gone since, by which staged content would be known again', async () => {
    repository.commit({ 'a.md': 'a\n' });
    repository.write('a.md', 'mine\n');
    await killAfterWork({ everything: true, accepted: true });
    writeFileSync(`${repository.root}/.git/info/attributes`, '* filter=gone\n');
    repository.git('config', 'filter.gone.clean', 'exit 1');
    repository.git('config', 'filter.gone.required', 'true');
    expect(await recoverNow()).toMatchObject({ restored: ['a.md'], rescued: ['a.md'] });
    expect(repository.read('a.md')).toBe('mine\n');
    expect(readFileSync(`${rescued()}/a.md`, 'utf8')).toBe('a\n');
  });

  it('takes fixes out of the worktree again, and keeps them', async () => {
    repository.commit({ 'a.md': lines('1', '2', '3'), 'b.md': 'b\n' });
    repository.write('b.md', 'staged\n');
    repository.git('add', '.');
    const before = worldOf(repository);
    await killAfterWork({ reads: ['a.md'], fixes: { 'b.md': 'fixed\n' }, accepted: true });
    expect(repository.read('b.md')).toBe('fixed\n');
    expect((await recoverNow())?.rescued).toEqual(['b.md']);
    expect(worldOf(repository)).toEqual(before);
    expect(readFileSync(`${rescued()}/b.md`, 'utf8')).toBe('fixed\n');
  });
});

describe('a journal', () => {
  const journal = () => journalFolder(`${repository.root}/.git`);

  it('that was never written whole is forgotten: nothing had changed', async () => {
    repository.commit({ 'a.md': 'a\n' });
    mkdirSync(journal(), { recursive: true });
    writeFileSync(`${journal()}/journal.json.part`, '{"vers');
    expect(await recoverNow()).toBeUndefined();
    expect(existsSync(journal())).toBe(false);
  });

  it('that cannot be read keeps what it keeps', async () => {
    repository.commit({ 'a.md': 'a\n' });
    mkdirSync(journal(), { recursive: true });
    writeFileSync(`${journal()}/0`, 'kept');
    const texts = [undefined, '{"vers', '{"version":1}', 'null'];
    for (const text of texts) {
      if (text !== undefined) writeFileSync(`${journal()}/journal.json`, text);
      await expect(recoverNow()).rejects.toMatchObject({ code: 'isolation', hint: expect.stringContaining(journal()) });
    }
    writeFileSync(`${journal()}/journal.json`, '{"version":2,"entries":{}}');
    await expect(recoverNow()).rejects.toMatchObject({ message: expect.stringContaining('another version') });
    expect(readFileSync(`${journal()}/0`, 'utf8')).toBe('kept');
  });

  it('stays until the last file is back', async () => {
    repository.commit({ 'a.md': 'a\n', 'b.md': 'b\n' });
    repository.write('a.md', 'mine\n');
    repository.write('b.md', 'mine\n');
    await killAfterWork({ everything: true, accepted: true });
    // The folder for what stands in the way cannot be made.
    repository.write('a.md', 'in the way\n');
    writeFileSync(`${repository.root}/.git/lattice-hooks/rescued`, 'a file');
    await expect(recoverNow()).rejects.toMatchObject({
      code: 'isolation',
      message: expect.stringMatching(/^your unstaged changes could not be put back: ENOTDIR/),
      hint: expect.stringContaining(journal()),
    });
    expect(repository.read('b.md')).toBe('mine\n');
    expect(repository.read('a.md')).toBe('in the way\n');
    rmSync(`${repository.root}/.git/lattice-hooks/rescued`);
    expect(await recoverNow()).toMatchObject({ restored: ['a.md'], rescued: ['a.md'] });
    expect(repository.read('a.md')).toBe('mine\n');
  });
});
