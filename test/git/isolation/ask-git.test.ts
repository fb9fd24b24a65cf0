import { readFileSync, rmSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RepoPath } from '../../../src/core/files.ts';
import { captureIndex } from '../../../src/git/index/snapshot.ts';
import { askGit } from '../../../src/git/isolation/ask-git.ts';
import { compareStamps } from '../../../src/git/isolation/doubtful.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
});

afterEach(() => repository.remove());

const at = (file: string) => path.join(repository.root, file);
const names = (count: number): RepoPath[] => Array.from({ length: count }, (_, index) => `src/f${index}.txt`);

async function ask(tracked: readonly RepoPath[], untracked: readonly RepoPath[] = []) {
  const captured = await captureIndex(repository.place);
  const compared = compareStamps(repository.place, at('.git'), captured, new Set(tracked));
  const { edited, ...beside } = await askGit(repository.place, captured.snapshot.tree, compared, untracked);
  return { ...beside, edited: [...compared.edited.keys(), ...edited.keys()].sort() };
}

/** Commits these files and gives them other times, so that only their content tells. */
function commitDoubtful(files: readonly RepoPath[]): void {
  repository.commit(Object.fromEntries(files.map((file) => [file, 'text\n'])));
  for (const file of files) utimesSync(at(file), 1000.5, 1000.5);
}

describe('about tracked files', () => {
  it.each([2, 40])('git tells which of %d have another content, and keeps none of it', async (count) => {
    commitDoubtful(names(count));
    for (const file of ['src/f0.txt', 'src/f1.txt']) repository.write(file, 'next\n');
    const objects = repository.git('count-objects', '-v');
    expect((await ask(names(count))).edited).toEqual(['src/f0.txt', 'src/f1.txt']);
    expect(repository.git('count-objects', '-v')).toBe(objects);
  });

  it.each([2, 40])('the filters of git are heeded for %d', async (count) => {
    repository.commit({ '.gitattributes': '*.txt filter=upper\n' });
    repository.git('config', 'filter.upper.clean', 'tr a-z A-Z');
    repository.git('config', 'filter.upper.smudge', 'cat');
    commitDoubtful(names(count));
    repository.write('src/f0.txt', 'TEXT\n');
    repository.write('src/f1.txt', 'next\n');
    expect((await ask(names(count))).edited).toEqual(['src/f1.txt']);
  });

  it('git is asked by name about what it was told not to look at, whatever there is beside', async () => {
    commitDoubtful(names(40));
    for (const file of names(3)) repository.write(file, 'next\n');
    repository.git('update-index', '--assume-unchanged', 'src/f0.txt');
    repository.git('update-index', '--skip-worktree', 'src/f1.txt');
    expect((await ask(names(40))).edited).toEqual(['src/f2.txt']);
  });

  it('git is asked in another way where it cannot read one of them', async () => {
    commitDoubtful(names(40));
    repository.write('src/f0.txt', 'next\n');
    const captured = await captureIndex(repository.place);
    const compared = compareStamps(repository.place, at('.git'), captured, new Set(names(40)));
    rmSync(at('src/f1.txt'));
    const { edited } = await askGit(repository.place, captured.snapshot.tree, compared, []);
    expect(Object.fromEntries(edited)).toEqual({ 'src/f0.txt': 'modified', 'src/f1.txt': 'deleted' });
  });
});

describe('about what is not tracked', () => {
  it.each([2, 300])('git tells what is in %d folders, and which are ignored', async (count) => {
    repository.commit({ '.gitignore': 'ignored\n*.log\n' });
    const folders = Array.from({ length: count }, (_, index) => `f${index}`);
    for (const folder of folders) repository.write(`${folder}/u.md`);
    repository.write('f0/x.log');
    repository.write('f0/ignored/x');
    repository.write('ignored/x');
    const { untracked, ignored, closed, edited } = await ask([], [...folders, 'ignored']);
    expect([...untracked].sort()).toEqual(folders.map((folder) => `${folder}/u.md`).sort());
    expect([ignored, [...closed].sort(), edited]).toEqual([['f0/x.log'], ['f0/ignored', 'ignored'], []]);
  });

  it('nothing is asked about nothing', async () => {
    commitDoubtful(['a.md']);
    const trace = path.join(repository.folder, 'trace');
    const place = { ...repository.place, env: { ...repository.env, GIT_TRACE2_EVENT: trace } };
    expect(await askGit(place, new Map(), { unread: [], odd: [] }, [])).toMatchObject({ untracked: [] });
    expect(() => readFileSync(trace)).toThrow(/ENOENT/);
  });
});
