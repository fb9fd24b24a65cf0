import {
  chmodSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RepoPath } from '../../../src/core/files.ts';
import { parseIndex } from '../../../src/git/index/parse.ts';
import { captureIndex } from '../../../src/git/index/snapshot.ts';
import { statsOf } from '../../../src/git/index/stats.ts';
import { type Compared, compareStamps } from '../../../src/git/isolation/doubtful.ts';
import { ODD_NAMES } from '../../support/odd-names.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
});

afterEach(() => repository.remove());

const at = (file: string) => path.join(repository.root, file);

/** Stages files that are clearly older than the index. */
function stageOld(...files: readonly RepoPath[]): void {
  for (const file of files) {
    repository.write(file, 'text\n');
    utimesSync(at(file), 1000.5, 1000.5);
  }
  repository.git('add', '--all');
}

async function doubted(...files: readonly RepoPath[]): Promise<readonly RepoPath[]> {
  const captured = await captureIndex(repository.place);
  return namesOf(compareStamps(repository.place, at('.git'), captured, new Set(files)));
}

/** Every path that is not beyond doubt, in order. */
function namesOf({ edited, unread, odd }: Compared): readonly RepoPath[] {
  return [...edited.keys(), ...unread, ...odd].sort();
}

describe('a file', () => {
  beforeEach(() => stageOld('a.md', 'b.md'));

  it('that git has just looked at is beyond doubt', async () => {
    expect(await doubted('a.md', 'b.md')).toEqual([]);
  });

  it('that was written to is doubtful, also with the size and the time that it had', async () => {
    repository.write('a.md', 'next\n');
    utimesSync(at('a.md'), 1000.5, 1000.5);
    expect(await doubted('a.md', 'b.md')).toEqual(['a.md']);
  });

  it('that is gone, has other permissions, or became a link is doubtful', async () => {
    repository.commit({ 'c.md': 'c' });
    rmSync(at('a.md'));
    chmodSync(at('b.md'), 0o755);
    unlinkSync(at('c.md'));
    symlinkSync('a.md', at('c.md'));
    expect(await doubted('a.md', 'b.md', 'c.md')).toEqual(['a.md', 'b.md', 'c.md']);
  });

  it('is edited for sure where it is gone or has another size, but for its kind and its permissions', async () => {
    stageOld('c.md', 'd.md', 'e.md');
    const captured = await captureIndex(repository.place);
    rmSync(at('a.md'));
    repository.write('b.md', 'longer than before\n');
    repository.write('c.md', 'next\n');
    repository.write('d.md', 'longer than before\n', 0o755);
    rmSync(at('e.md'));
    symlinkSync('a.md', at('e.md'));
    const compared = compareStamps(repository.place, at('.git'), captured, new Set(captured.snapshot.tree.keys()));
    expect(Object.fromEntries(compared.edited)).toEqual({ 'a.md': 'deleted', 'b.md': 'modified' });
    expect(compared).toMatchObject({ unread: ['c.md'], odd: ['d.md', 'e.md'] });
  });

  it('of which git has noted no size is to be read', async () => {
    repository.write('empty.md', '');
    repository.git('add', 'empty.md');
    const captured = await captureIndex(repository.place);
    repository.write('empty.md', 'not any more\n');
    expect(compareStamps(repository.place, at('.git'), captured, new Set(['empty.md']))).toMatchObject({
      unread: ['empty.md'],
    });
  });

  it('that is as young as the index is doubtful: it may have been written to in the same tick', async () => {
    const { mtimeMs } = statSync(at('a.md'));
    utimesSync(at('.git/index'), mtimeMs / 1000, mtimeMs / 1000 + 0.01);
    expect(await doubted('a.md', 'b.md')).toEqual(['a.md', 'b.md']);
  });

  it('of which only whole seconds are known is doubtful', async () => {
    utimesSync(at('a.md'), 1000, 1000);
    repository.git('update-index', '--refresh');
    expect(await doubted('a.md')).toEqual(['a.md']);
  });

  it('is doubtful where something else was staged since git was asked', async () => {
    const captured = await captureIndex(repository.place);
    repository.write('a.md', 'next\n');
    utimesSync(at('a.md'), 1000.5, 1000.5);
    repository.git('add', 'a.md');
    expect(namesOf(compareStamps(repository.place, at('.git'), captured, new Set(['a.md', 'b.md'])))).toEqual(['a.md']);
  });

  it('is doubtful where git is told not to look, and where it is only intended to be added', async () => {
    repository.write('new.md', 'new');
    repository.git('add', '-N', 'new.md');
    repository.git('update-index', '--assume-unchanged', 'a.md');
    repository.git('update-index', '--skip-worktree', 'b.md');
    expect(await doubted('a.md', 'b.md', 'new.md')).toEqual(['a.md', 'b.md', 'new.md']);
  });

  it('is doubtful below a link in the place of its folder', async () => {
    stageOld('folder/a.md');
    renameSync(at('folder'), at('elsewhere'));
    symlinkSync('elsewhere', at('folder'));
    expect(await doubted('folder/a.md')).toEqual(['folder/a.md']);
  });

  it('that is in neither commit nor worktree is beyond doubt, one that is left there is not', async () => {
    repository.commit({ 'c.md': 'c' });
    repository.git('rm', '-q', 'a.md');
    repository.git('rm', '-q', '--cached', 'b.md');
    expect(await doubted('a.md', 'b.md')).toEqual(['b.md']);
  });
});

describe('an index', () => {
  it.each([['2'], ['3'], ['4']])('of version %s is read, whatever the names', async (version) => {
    const long = `long/${'n'.repeat(200)}/${'m'.repeat(200)}/a.md`;
    for (const name of [...ODD_NAMES, long]) repository.write(name, name.length.toString());
    repository.git('add', '--all');
    if (version === '3') {
      repository.write('new.md');
      repository.git('add', '-N', 'new.md');
    } else repository.git('update-index', '--index-version', version);
    const bytes = readFileSync(at('.git/index'));
    expect(bytes.readUInt32BE(4)).toBe(Number(version));
    const captured = await captureIndex(repository.place);
    const { tree } = captured.snapshot;
    const index = parseIndex(bytes);
    expect(index).toBeDefined();
    const stats = index && statsOf(index, tree.keys());
    expect([...(stats ?? [])].map(([name, { id }]) => [name, id])).toEqual(
      [...tree].map(([name, { id }]) => [name, id]),
    );
  });

  it('with ids of 64 digits is read', async () => {
    repository.remove();
    repository = makeRepository({ sha256: true });
    stageOld('a.md');
    expect(await doubted('a.md')).toEqual([]);
  });

  it('that is missing, cut short, or none leaves everything doubtful', async () => {
    stageOld('a.md');
    const captured = await captureIndex(repository.place);
    const whole = readFileSync(at('.git/index'));
    const doubts = () => namesOf(compareStamps(repository.place, at('.git'), captured, new Set(['a.md'])));
    for (const bytes of [whole.subarray(0, 60), whole.subarray(0, 8), Buffer.from('no index at all')]) {
      writeFileSync(at('.git/index'), bytes);
      expect(doubts()).toEqual(['a.md']);
    }
    rmSync(at('.git/index'));
    expect(doubts()).toEqual(['a.md']);
  });
});
