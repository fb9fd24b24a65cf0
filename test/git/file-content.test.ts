import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileEntry } from '../../src/core/files.ts';
import { hasContent } from '../../src/git/file-content.ts';
import { captureIndex } from '../../src/git/index/snapshot.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';

describe.each([{ sha256: false }, { sha256: true }])('hasContent, %o', (options) => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository(options);
  });
  afterEach(() => repository.remove());

  const file = (name = 'a') => path.join(repository.root, name);
  /** What git has of a file after it was committed as it is on disk. */
  const committed = async (name = 'a'): Promise<FileEntry> => {
    repository.commit();
    const entry = (await captureIndex(repository.place)).snapshot.tree.get(name);
    if (entry === undefined) throw new Error(`${name} is not committed`);
    return entry;
  };

  it.each([
    ['empty', ''],
    ['text', 'a\nb\n'],
    ['bytes', Buffer.from([0, 255, 13, 200, 10])],
  ])('recognizes what git has: %s', async (_, content) => {
    repository.write('a', content);
    expect(hasContent(file(), await committed())).toBe(true);
  });

  it('tells other bytes apart', async () => {
    repository.write('a', 'a');
    const entry = await committed();
    repository.write('a', 'b');
    expect(hasContent(file(), entry)).toBe(false);
  });

  it('counts line ends for nothing that git may have turned', async () => {
    repository.write('a', 'a\nb\n');
    const entry = await committed();
    writeFileSync(file(), 'a\r\nb\r\n');
    expect(hasContent(file(), entry)).toBe(true);
  });

  it('recognizes a file that is kept with carriage returns', async () => {
    repository.write('a', 'a\r\nb\r\n');
    expect(hasContent(file(), await committed())).toBe(true);
  });

  it('looks at where a link leads, and not at what is there', async () => {
    repository.write('target', 'x');
    symlinkSync('target', file());
    const entry = await committed();
    expect(hasContent(file(), entry)).toBe(true);
    repository.write('target', 'y');
    expect(hasContent(file(), entry)).toBe(true);
    rmSync(file());
    symlinkSync('elsewhere', file());
    expect(hasContent(file(), entry)).toBe(false);
  });

  it('takes no file for a link', async () => {
    symlinkSync('target', file());
    const entry = await committed();
    rmSync(file());
    repository.write('a', 'target');
    chmodSync(file(), 0o755);
    expect(hasContent(file(), entry)).toBe(false);
  });

  it('throws for what cannot be read', async () => {
    repository.write('a', 'a');
    const entry = await committed();
    rmSync(file());
    expect(() => hasContent(file(), entry)).toThrow(/ENOENT/);
    mkdirSync(file());
    expect(() => hasContent(file(), entry)).toThrow(/EISDIR/);
  });
});
