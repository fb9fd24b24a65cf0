import { rmSync, statSync, utimesSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { captureIndex } from '../../../src/git/index/snapshot.ts';
import { touchedSince } from '../../../src/git/isolation/touched.ts';
import { performIsolated } from '../../support/isolated-work.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;
beforeEach(() => {
  repository = makeRepository();
  repository.commit({ 'a.md': 'a', 'folder/b.md': 'b' });
});
afterEach(() => repository.remove());

const LONG_AGO = Date.parse('2020-01-01T00:00:00Z');
const LATER = Date.parse('2100-01-01T00:00:00Z');

describe('touchedSince', () => {
  it('names files that were written to since, and files that went', async () => {
    const { tree } = (await captureIndex(repository.place)).snapshot;
    rmSync(`${repository.root}/folder/b.md`);

    expect(await touchedSince(repository.place, tree, LONG_AGO)).toEqual(['a.md', 'folder/b.md']);
    expect(await touchedSince(repository.place, tree, LATER)).toEqual([]);
  });

  it('looks at no submodule, and copes with a file in place of a folder', async () => {
    rmSync(`${repository.root}/folder`, { recursive: true });
    repository.write('folder', 'a file');
    const id = '0'.repeat(40);
    const tree = new Map([
      ['folder/b.md', { mode: '100644', id } as const],
      ['module', { mode: '160000', id } as const],
    ]);

    expect(await touchedSince(repository.place, tree, LONG_AGO)).toEqual(['folder/b.md']);
  });

  it('names just these in a repository of a thousand files, whatever git is told to overlook', async () => {
    const names = Array.from({ length: 1000 }, (_, at) => `many/${at}`);
    repository.commit(Object.fromEntries(names.map((name) => [name, name])));
    for (const [key, value] of [
      ['core.trustCtime', 'false'],
      ['core.checkStat', 'minimal'],
    ] as const)
      repository.git('config', key, value);
    const { tree } = (await captureIndex(repository.place)).snapshot;
    repository.write('many/7', 'X');
    // Of the same size, and of the same time to the second.
    const { atime, mtime } = statSync(`${repository.root}/many/88`);
    repository.write('many/88', 'XXXXXXX');
    utimesSync(`${repository.root}/many/88`, atime, mtime);
    rmSync(`${repository.root}/folder/b.md`);

    expect(await touchedSince(repository.place, tree, LONG_AGO)).toEqual(['folder/b.md', 'many/7', 'many/88']);
    expect(await touchedSince(repository.place, tree, LATER)).toEqual([]);
  });
});

describe('a task that only checks', () => {
  it.each(['', '2100-01-01T00:00:00Z'])(
    'is told of when it edits a file that it was not given, started at "%s"',
    async (startedAt) => {
      repository.write('a.md', 'staged');
      repository.git('add', 'a.md');
      // The clock of the disk is the one by which the lock was written.
      repository.write('.git/lattice-hooks/lock', '');
      const { aftermath } = await performIsolated(repository.root, repository.env, {
        ...(startedAt === '' ? {} : { startedAt }),
        reads: ['a.md'],
        writes: { 'folder/b.md': 'edited by a task' },
        ran: ['lint'],
        accepted: true,
      });

      expect(aftermath.notes).toEqual(['changed while `lint` ran, left unstaged: folder/b.md']);
      expect(repository.git('status', '--porcelain')).toBe('M  a.md\n M folder/b.md');
    },
  );
});
