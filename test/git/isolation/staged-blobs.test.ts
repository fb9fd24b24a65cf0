import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  basePath,
  type JournalEntry,
  journalFolder,
  slotPath,
  writeJournal,
} from '../../../src/git/isolation/journal.ts';
import { recover } from '../../../src/git/isolation/recover.ts';
import { writeRestaged } from '../../../src/git/isolation/restaged.ts';
import { findRepository } from '../../../src/git/repository.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

const NOW = '2026-01-02T03:04:05.678Z';

describe('what was staged before a run that was killed while its fixes were staged', () => {
  let repository: TestRepository;
  let folder: string;
  beforeEach(() => {
    repository = makeRepository();
    repository.commit({ a: 'committed\n', '.gitattributes': '*.up filter=up\n', 'b.up': 'COMMITTED\n' });
    repository.git('config', 'filter.up.clean', 'tr a-z A-Z');
    repository.git('config', 'filter.up.smudge', 'tr A-Z a-z');
    folder = journalFolder(path.join(repository.root, '.git'));
    mkdirSync(folder, { recursive: true });
  });
  afterEach(() => repository.remove());

  const idOf = (name: string) => repository.git('rev-parse', `:${name}`);
  /** Stages a text, then what a fixer made of it, as a run does that is killed now; git collects what nothing leads to. */
  const stageAndKill = (name: string, staged: string, kept: readonly (readonly [JournalEntry['kind'], string])[]) => {
    repository.write(name, staged);
    repository.git('add', name);
    const was = idOf(name);
    repository.write(name, `fixed ${staged}`);
    repository.git('add', name);
    const entries = kept.map(([kind, text], slot): JournalEntry => {
      writeFileSync(slotPath(folder, slot), text);
      if (kind !== 'edited') return { kind: 'handed', path: name, slot };
      writeFileSync(basePath(folder, slot), staged);
      return { kind, path: name, slot, staged: { mode: '100644', id: was } };
    });
    writeJournal(folder, { version: 1, pid: process.pid, entries });
    const fixed = { mode: '100644', id: idOf(name) } as const;
    writeRestaged(folder, [{ path: name, was: { mode: '100644', id: was }, fixed }]);
    repository.git('gc', '--quiet', '--prune=now');
    expect(() => repository.git('cat-file', '-e', was)).toThrow();
    return was;
  };
  const recovered = async () => recover(repository.place, await findRepository(repository.root, repository.env), NOW);
  const onDisk = (name: string) => readFileSync(path.join(repository.root, name), 'utf8');

  it('is staged again, and can be committed, although git had thrown it away', async () => {
    const was = stageAndKill('a', 'staged\n', [['handed', 'staged\n']]);
    expect(await recovered()).toMatchObject({ restored: ['a'], lost: [] });
    expect([idOf('a'), onDisk('a')]).toEqual([was, 'staged\n']);
    repository.git('commit', '-q', '-m', 'as it was');
    expect(repository.git('show', 'HEAD:a')).toBe('staged');
  });

  it('is staged again beside an edit that was not staged', async () => {
    const was = stageAndKill('a', 'staged\n', [['edited', 'edited\n']]);
    expect(await recovered()).toMatchObject({ restored: ['a'], lost: [] });
    expect([idOf('a'), onDisk('a')]).toEqual([was, 'edited\n']);
    expect(repository.git('cat-file', 'blob', was)).toBe('staged');
  });

  it('is staged again through the filters of git', async () => {
    const was = stageAndKill('b.up', 'staged\n', [['handed', 'staged\n']]);
    await recovered();
    expect(idOf('b.up')).toBe(was);
    expect(repository.git('cat-file', 'blob', was)).toBe('STAGED');
  });

  it('is staged again by a recovery that follows one which was killed when the files were back', async () => {
    const was = stageAndKill('a', 'staged\n', []);
    repository.write('a', 'staged\n');
    await recovered();
    expect(idOf('a')).toBe(was);
    repository.git('write-tree');
  });

  it('stays as the fixes have it, and is told, where nothing holds it any more', async () => {
    stageAndKill('a', 'staged\n', [['handed', 'something else\n']]);
    const fixed = idOf('a');
    expect(await recovered()).toMatchObject({ lost: ['a'] });
    expect(idOf('a')).toBe(fixed);
    repository.git('write-tree');
  });
});
