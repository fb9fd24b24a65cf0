import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasJournal } from '../../../src/git/isolation/journal.ts';
import { keepHanded } from '../../../src/git/isolation/keep-handed.ts';
import { recover } from '../../../src/git/isolation/recover.ts';
import { findRepository, type Repository } from '../../../src/git/repository.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

const NOW = '2026-01-02T03:04:05.678Z';

describe('files that are rewritten for a moment', () => {
  let repository: TestRepository;
  let found: Repository;
  beforeEach(async () => {
    repository = makeRepository();
    repository.commit({ a: 'committed\n', b: 'b\n' });
    repository.write('a', 'edited\n');
    found = await findRepository(repository.root, repository.env);
  });
  afterEach(() => repository.remove());

  const read = (name: string) => readFileSync(path.join(repository.root, name), 'utf8');
  const keep = (paths: readonly string[], work: () => Promise<void>) => {
    const { place } = repository;
    return keepHanded({ place, repository: found, paths: new Set(paths), startedAt: NOW, pid: process.pid }, work);
  };

  it('are in the journal meanwhile, from which a recovery puts them back', async () => {
    await keep(['a', 'b'], async () => {
      repository.write('a', 'fixed\n');
      expect(await recover(repository.place, found, NOW)).toMatchObject({ restored: ['a'] });
      expect([read('a'), read('b')]).toEqual(['edited\n', 'b\n']);
    });
    expect(read('a')).toBe('edited\n');
  });

  it('leave no journal behind when all went well', async () => {
    await keep(['a'], async () => {
      expect(hasJournal(found.gitDir)).toBe(true);
    });
    expect(hasJournal(found.gitDir)).toBe(false);
    expect(read('a')).toBe('edited\n');
  });

  it('are back when the work fails, and the reason is told', async () => {
    const failing = keep(['a'], async () => {
      repository.write('a', 'half fix');
      throw new Error('the disk is full');
    });
    await expect(failing).rejects.toThrow('the disk is full');
    expect(read('a')).toBe('edited\n');
    expect(hasJournal(found.gitDir)).toBe(false);
  });

  it('need no journal where there are none', async () => {
    await keep(['gone'], async () => {
      expect(existsSync(path.join(found.gitDir, 'lattice-hooks'))).toBe(false);
      writeFileSync(path.join(repository.root, 'new'), 'x');
    });
    expect(hasJournal(found.gitDir)).toBe(false);
  });
});
