import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockIndex } from '../../../src/git/isolation/index-lock.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
  repository.write('.git/kept', 'the index from before');
});

afterEach(() => repository.remove());

const inGit = (file: string) => path.join(repository.root, '.git', file);

describe('the lock of an index', () => {
  it('that another git holds is waited for, then named with the index from before', async () => {
    const waits: number[] = [];
    writeFileSync(inGit('index.lock'), '');
    const waiting = lockIndex(inGit('index'), inGit('kept'), async (milliseconds) => waits.push(milliseconds));
    await expect(waiting).rejects.toMatchObject({
      code: 'isolation',
      message: expect.stringContaining(`${inGit('index.lock')} is held`),
      hint: expect.stringContaining(`is kept in ${inGit('kept')}`),
    });
    expect(waits).toHaveLength(100);
    expect(readFileSync(inGit('index.lock'), 'utf8')).toBe('');
  });

  it('is taken as soon as the other git lets go, and holds what becomes the index', async () => {
    writeFileSync(inGit('index.lock'), '');
    const lock = await lockIndex(inGit('index'), inGit('kept'), async () => rmSync(inGit('index.lock')));
    expect(lock).toBe(inGit('index.lock'));
    expect(readFileSync(lock, 'utf8')).toBe('the index from before');
    expect(existsSync(inGit('kept'))).toBe(true);
  });

  it('is no lock that could not be made', async () => {
    await expect(lockIndex(inGit('nowhere/index'), inGit('kept'), async () => undefined)).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});
