import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileEntry, RepoPath } from '../../../src/core/files.ts';
import { newSince, type Surroundings, seeSurroundings } from '../../../src/git/isolation/surroundings.ts';
import { ODD_NAMES } from '../../support/odd-names.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
});

afterEach(() => repository.remove());

const at = (file: string) => path.join(repository.root, file);

/** With these files tracked, and these paths submodules. */
function see(tracked: readonly RepoPath[], modules: readonly RepoPath[] = []) {
  const id = '0'.repeat(40);
  const tree = new Map<RepoPath, FileEntry>([
    ...tracked.map((file) => [file, { mode: '100644', id }] as const),
    ...modules.map((file) => [file, { mode: '160000', id }] as const),
  ]);
  const { files, folders, unread } = seeSurroundings(repository.root, tree);
  return { files: [...files].sort(), folders: [...folders].sort(), unread: [...unread].sort() };
}

describe('beside the tracked files', () => {
  it('stand files and folders, of which nothing is opened that holds no tracked file', () => {
    for (const file of ['a', 'u', 'f/b', 'f/u', 'f/deep/c', 'other/deep/u', 'f/other/u']) repository.write(file);
    expect(see(['a', 'f/b', 'f/deep/c'])).toEqual({ files: ['f/u', 'u'], folders: ['f/other', 'other'], unread: [] });
  });

  it('links are followed by nobody, and a link, a file or a folder in the wrong place is not tracked', () => {
    repository.write('elsewhere/b');
    repository.write('file');
    repository.write('a/inside');
    symlinkSync('elsewhere', at('f'));
    expect(see(['f/b', 'file/b', 'a'])).toEqual({ files: ['f', 'file'], folders: ['a', 'elsewhere'], unread: [] });
  });

  it('submodules, git directories and folders that are gone are left out', () => {
    repository.write('module/u');
    repository.write('f/.git', 'gitdir: nowhere');
    repository.write('f/a');
    expect(see(['f/a', 'gone/a'], ['module'])).toEqual({ files: [], folders: [], unread: [] });
  });

  it('names may be any bytes', () => {
    for (const name of ODD_NAMES) repository.write(`t\udcff/${name}`);
    repository.write('t\udcff/tracked');
    const named = ODD_NAMES.filter((name) => !name.includes('/')).map((name) => `t\udcff/${name}`);
    const { files, folders } = see(['t\udcff/tracked']);
    expect(files).toEqual([...named].sort());
    expect(folders).toEqual(['t\udcff/f\udcf6lder', 't\udcff/\u00fcml\u00e4ut']);
    expect(see(files)).toMatchObject({ files: ['t\udcff/tracked'] });
  });

  it('a worktree that is gone shows nothing', () => {
    rmSync(repository.root, { recursive: true });
    expect(see(['a'])).toEqual({ files: [], folders: [], unread: [''] });
    mkdirSync(repository.root);
  });
});

describe('what is new', () => {
  const seen = (files: readonly RepoPath[], folders: readonly RepoPath[], unread: readonly RepoPath[] = []) =>
    ({ files: new Set(files), folders: new Set(folders), unread: new Set(unread) }) satisfies Surroundings;

  it('are files and folders that were not there as such', () => {
    expect(newSince(seen(['a', 'b'], ['f']), seen(['a', 'c'], ['f', 'g', 'b']))).toEqual(['c', 'g', 'b']);
  });

  it('is unknown where nobody could look before', () => {
    expect(newSince(seen([], [], ['f']), seen(['f/a', 'fa'], ['f/deep/b']))).toEqual(['fa']);
    expect(newSince(seen([], [], ['']), seen(['a'], ['f']))).toEqual([]);
  });
});
