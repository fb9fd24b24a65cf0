import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  dropOwnLock,
  forgetIndex,
  isSameFile,
  journaledIndex,
  journalIndex,
  keepIndexBytes,
  linkOrCopy,
} from '../../../src/git/isolation/index-journal.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;
let folder: string;
let index: string;
let lock: string;

beforeEach(() => {
  repository = makeRepository();
  folder = path.join(repository.root, '.git/lattice-hooks/journal');
  index = path.join(repository.root, '.git/index');
  lock = `${index}.lock`;
  mkdirSync(folder, { recursive: true });
});

afterEach(() => repository.remove());

describe('the index in the journal', () => {
  it('is the same file by another name, and stays when git replaces the index', () => {
    repository.commit({ 'a.md': 'a' });
    const before = readFileSync(index);
    // What a run left that was killed in the middle of this.
    writeFileSync(`${journaledIndex(folder)}.part`, 'half');
    journalIndex(index, folder);
    expect(isSameFile(index, journaledIndex(folder))).toBe(true);
    repository.commit({ 'b.md': 'b' });
    expect(isSameFile(index, journaledIndex(folder))).toBe(false);
    expect(readFileSync(journaledIndex(folder)).equals(before)).toBe(true);
    forgetIndex(folder);
    forgetIndex(folder);
    expect(existsSync(journaledIndex(folder))).toBe(false);
  });

  it('is empty where there was none, and the file itself where a link leads to it', () => {
    journalIndex(index, folder);
    expect(readFileSync(journaledIndex(folder), 'utf8')).toBe('');
    repository.commit({ 'a.md': 'a' });
    renameSync(index, `${index}.real`);
    symlinkSync('index.real', index);
    journalIndex(index, folder);
    expect(lstatSync(journaledIndex(folder)).isFile()).toBe(true);
    expect(isSameFile(`${index}.real`, journaledIndex(folder))).toBe(true);
  });

  it('that is made of bytes bears the time of before, or an older one', () => {
    rmSync(folder, { recursive: true });
    keepIndexBytes(journaledIndex(folder), folder, Buffer.from('bytes'), [5500, 7999]);
    expect(readFileSync(journaledIndex(folder), 'utf8')).toBe('bytes');
    expect(lstatSync(journaledIndex(folder)).mtimeMs).toBe(7000);
  });
});

it('nothing is linked over what stands, and what cannot be linked is copied', () => {
  writeFileSync(index, 'index');
  writeFileSync(lock, '');
  expect(() => linkOrCopy(index, lock)).toThrow('EEXIST');
  expect(readFileSync(lock, 'utf8')).toBe('');
  // Links to folders are not permitted: then a copy is made.
  linkOrCopy(folder, `${folder}.copy`);
  expect(lstatSync(`${folder}.copy`).isDirectory()).toBe(true);
});

describe('the lock that a killed run left', () => {
  it('is removed, because it is the kept index', () => {
    repository.commit({ 'a.md': 'a' });
    journalIndex(index, folder);
    linkOrCopy(journaledIndex(folder), lock);
    dropOwnLock(path.dirname(index), folder);
    expect(existsSync(lock)).toBe(false);
    expect(existsSync(journaledIndex(folder))).toBe(true);
  });

  it('stays where it is of another git, or nothing is kept', () => {
    repository.commit({ 'a.md': 'a' });
    dropOwnLock(path.dirname(index), folder);
    writeFileSync(lock, readFileSync(index));
    dropOwnLock(path.dirname(index), folder);
    journalIndex(index, folder);
    dropOwnLock(path.dirname(index), folder);
    expect(existsSync(lock)).toBe(true);
  });
});
