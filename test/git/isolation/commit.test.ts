import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Script } from '../../support/isolated-work.ts';
import type { Told } from '../../support/isolation-child.ts';
import { bundle } from '../../support/isolation-process.ts';
import { lines } from '../../support/mess.ts';
import { pictureOf } from '../../support/picture.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

// Real commits, whose hook isolates the worktree.

let folder: string;
let program: string;
let repository: TestRepository;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lattice-commit-'));
  program = bundle('isolation-child.ts', folder);
});

afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(() => {
  repository = makeRepository();
});

afterEach(() => repository.remove());

const told = (): Told => JSON.parse(readFileSync(`${repository.folder}/told`, 'utf8'));

/** Makes the script what the pre-commit hook does, and its words end in a file. */
function hook(script: Script, hooks = `${repository.root}/.git/hooks`): void {
  const order = JSON.stringify({ act: 'isolate', script }).replaceAll("'", "'\\''");
  mkdirSync(hooks, { recursive: true });
  const file = `${hooks}/pre-commit`;
  writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${program}' '${order}' >'${repository.folder}/told'\n`);
  chmodSync(file, 0o755);
}

const text = (first: string, last: string) => lines(first, 'two', 'three', 'four', last);

/** `a.md` staged and edited beyond that, `b.md` edited, `other.md` staged, `u.md` untracked. */
function prepare(): void {
  repository.commit({ 'a.md': text('one', 'five'), 'b.md': 'b\n', 'other.md': 'other\n' });
  repository.write('a.md', text('ONE', 'five'));
  repository.write('other.md', 'other staged\n');
  repository.git('add', '.');
  repository.write('a.md', text('ONE', 'FIVE'));
  repository.write('b.md', 'b edited\n');
  repository.write('u.md', 'u\n');
}

const FIX: Script = { everything: true, fixes: { 'a.md': text('FIXED', 'five') }, accepted: true };
const status = () => repository.git('status', '--porcelain').split('\n');

describe('git commit', () => {
  it('commits the fix and leaves the edit unstaged', () => {
    prepare();
    hook(FIX);
    repository.git('commit', '-q', '-m', 'x');
    expect(told().seen).toEqual({ 'a.md': text('ONE', 'five'), 'b.md': 'b\n', 'other.md': 'other staged\n' });
    expect(repository.git('show', 'HEAD:a.md')).toBe(text('FIXED', 'five').trim());
    expect(repository.read('a.md')).toBe(text('FIXED', 'FIVE'));
    expect(status()).toEqual([' M a.md', ' M b.md', '?? u.md']);
  });

  it('leaves everything as it was when it is refused', () => {
    prepare();
    hook({ ...FIX, accepted: false });
    const before = [pictureOf(repository.root), repository.git('ls-files', '--stage'), status()];
    expect(() => repository.git('commit', '-q', '-m', 'x')).toThrow();
    expect([pictureOf(repository.root), repository.git('ls-files', '--stage'), status()]).toEqual(before);
  });

  it('-a sees and fixes the edits, and leaves nothing behind', () => {
    prepare();
    hook({ everything: true, fixes: { 'a.md': text('FIXED', 'FIVE'), 'b.md': 'b fixed\n' }, accepted: true });
    repository.git('commit', '-q', '-a', '-m', 'x');
    expect(told().seen).toEqual({ 'a.md': text('ONE', 'FIVE'), 'b.md': 'b edited\n', 'other.md': 'other staged\n' });
    expect(repository.git('show', 'HEAD:b.md')).toBe('b fixed');
    expect(status()).toEqual(['?? u.md']);
  });

  it('-a leaves everything unstaged when it is refused', () => {
    prepare();
    const before = [pictureOf(repository.root), repository.git('ls-files', '--stage'), status()];
    hook({ everything: true, fixes: { 'a.md': 'f', 'b.md': 'f' }, accepted: false });
    expect(() => repository.git('commit', '-q', '-a', '-m', 'x')).toThrow();
    expect([pictureOf(repository.root), repository.git('ls-files', '--stage'), status()]).toEqual(before);
  });

  it('with a path commits that file alone, and both indexes get the fix', () => {
    prepare();
    hook({ everything: true, fixes: { 'a.md': text('FIXED', 'FIVE') }, accepted: true });
    repository.git('commit', '-q', '-m', 'x', 'a.md');
    expect(told().seen).toEqual({ 'a.md': text('ONE', 'FIVE'), 'b.md': 'b\n', 'other.md': 'other\n' });
    expect(repository.git('show', 'HEAD:a.md')).toBe(text('FIXED', 'FIVE').trim());
    expect(repository.git('show', 'HEAD:other.md')).toBe('other');
    expect(repository.read('other.md')).toBe('other staged\n');
    expect(status()).toEqual([' M b.md', 'M  other.md', '?? u.md']);
  });

  it('with a path leaves both indexes as they were when the fixes leave nothing', () => {
    prepare();
    const before = [pictureOf(repository.root), repository.git('ls-files', '--stage'), status()];
    hook({ everything: true, fixes: { 'a.md': text('one', 'five') }, accepted: true });
    expect(() => repository.git('commit', '-q', '-m', 'x', 'a.md')).toThrow();
    expect(told().refusals).toEqual([expect.stringMatching(/leave nothing to commit/)]);
    expect([pictureOf(repository.root), repository.git('ls-files', '--stage'), status()]).toEqual(before);
    expect(existsSync(`${repository.root}/.git/index.lock`)).toBe(false);
  });

  it('--amend compares with the commit that it replaces', () => {
    prepare();
    hook(FIX);
    repository.git('commit', '-q', '--amend', '-m', 'x');
    expect(repository.git('show', 'HEAD:a.md')).toBe(text('FIXED', 'five').trim());
    expect(repository.git('rev-list', '--count', 'HEAD')).toBe('1');
    expect(repository.read('a.md')).toBe(text('FIXED', 'FIVE'));
  });

  it('of a merge stays a merge', () => {
    repository.commit({ 'a.md': text('one', 'five'), 'b.md': 'b\n' });
    repository.git('checkout', '-q', '-b', 'other');
    repository.commit({ 'a.md': text('ONE', 'five') });
    repository.git('checkout', '-q', 'main');
    repository.commit({ 'c.md': 'c\n' });
    repository.git('merge', '-q', '--no-commit', 'other');
    repository.write('b.md', 'b edited\n');
    hook({ ...FIX, accepted: false });
    expect(() => repository.git('commit', '-q', '-m', 'x')).toThrow();
    expect(existsSync(`${repository.root}/.git/MERGE_HEAD`)).toBe(true);
    expect(existsSync(`${repository.root}/.git/MERGE_MSG`)).toBe(true);
    hook(FIX);
    repository.git('commit', '-q', '-m', 'x');
    expect(repository.git('log', '-1', '--format=%P').split(' ')).toHaveLength(2);
    expect(repository.git('show', 'HEAD:a.md')).toBe(text('FIXED', 'five').trim());
    expect(status()).toEqual([' M b.md']);
  });

  it('is the first one', () => {
    repository.write('a.md', text('ONE', 'five'));
    repository.git('add', '.');
    repository.write('a.md', text('ONE', 'FIVE'));
    repository.write('u.md', 'u\n');
    hook({ ...FIX, accepted: false });
    expect(() => repository.git('commit', '-q', '-m', 'x')).toThrow();
    expect(repository.read('a.md')).toBe(text('ONE', 'FIVE'));
    expect(status()).toEqual(['AM a.md', '?? u.md']);
    hook(FIX);
    repository.git('commit', '-q', '-m', 'x');
    expect(told().seen).toEqual({ 'a.md': text('ONE', 'five') });
    expect(repository.read('a.md')).toBe(text('FIXED', 'FIVE'));
    expect(status()).toEqual([' M a.md', '?? u.md']);
  });

  it('works with object ids of 64 digits', () => {
    repository.remove();
    repository = makeRepository({ sha256: true });
    prepare();
    hook(FIX);
    repository.git('commit', '-q', '-m', 'x');
    expect(repository.git('rev-parse', 'HEAD')).toHaveLength(64);
    expect(repository.read('a.md')).toBe(text('FIXED', 'FIVE'));
    expect(status()).toEqual([' M a.md', ' M b.md', '?? u.md']);
  });
});

describe('elsewhere than in an ordinary repository', () => {
  /** Commits in a worktree, refused and accepted, with a partially staged file. */
  function commitIn(worktree: string, hooks: string, env: Readonly<Record<string, string>> = {}): void {
    const git = (...args: readonly string[]) => repository.gitIn(worktree, args, env);
    const a = `${worktree}/a.md`;
    writeFileSync(a, text('ONE', 'five'));
    git('add', 'a.md');
    writeFileSync(a, text('ONE', 'FIVE'));
    writeFileSync(`${worktree}/u.md`, 'u');
    hook({ ...FIX, accepted: false }, hooks);
    expect(() => git('commit', '-q', '-m', 'x')).toThrow();
    expect(readFileSync(a, 'utf8')).toBe(text('ONE', 'FIVE'));
    for (const args of [
      ['commit', '-q', '-m', 'x'],
      ['commit', '-q', '-m', 'y', 'a.md'],
    ]) {
      hook(args.length === 4 ? FIX : { ...FIX, fixes: { 'a.md': text('fixed again', 'FIVE') } }, hooks);
      git(...args);
      expect(Object.keys(told().seen ?? {})).not.toContain('u.md');
    }
    expect(git('log', '--format=%s')).toMatch(/^y\nx\n/);
    expect(git('show', 'HEAD~1:a.md')).toBe(text('FIXED', 'five').trim());
    expect(git('show', 'HEAD:a.md')).toBe(text('fixed again', 'FIVE').trim());
    expect(git('status', '--porcelain').split('\n')).toContain('?? u.md');
    expect(git('status', '--porcelain')).not.toContain('a.md');
  }

  it('a linked worktree has a journal and an index of its own', () => {
    repository.commit({ 'a.md': text('one', 'five') });
    repository.git('worktree', 'add', '-q', '../linked');
    commitIn(`${repository.folder}/linked`, `${repository.root}/.git/hooks`);
    expect(repository.git('status', '--porcelain')).toBe('');
    expect(repository.read('a.md')).toBe(text('one', 'five'));
    expect(existsSync(`${repository.root}/.git/lattice-hooks`)).toBe(false);
  });

  it('a submodule is a repository of its own', () => {
    repository.commit({ 'a.md': text('one', 'five') });
    repository.gitIn(repository.folder, ['clone', '-q', repository.root, 'other']);
    repository.git('submodule', '--quiet', 'add', '../other', 'module');
    repository.commit();
    commitIn(`${repository.root}/module`, `${repository.root}/.git/modules/module/hooks`);
    expect(repository.git('submodule', 'status')).toMatch(/^\+/);
  });

  it('a git directory may be kept away from the files', () => {
    repository.commit({ 'a.md': text('one', 'five') });
    const files = `${repository.folder}/files`;
    mkdirSync(files);
    writeFileSync(`${files}/a.md`, text('one', 'five'));
    const env = { GIT_DIR: `${repository.root}/.git`, GIT_WORK_TREE: files };
    commitIn(files, `${repository.root}/.git/hooks`, env);
    expect(repository.read('a.md')).toBe(text('one', 'five'));
  });
});
