import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { journalFolder, writeJournal } from '../../src/git/isolation/journal.ts';
import { findUnknown } from '../../src/git/unknown-files.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';

let repository: TestRepository;
beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.remove());

const gitDir = () => path.join(repository.root, '.git');
const find = async (...paths: readonly string[]) => [...(await findUnknown(repository.place, gitDir(), paths))];

describe('files that git does not have', () => {
  it('are told with the rule that ignores them', async () => {
    repository.commit({ '.gitignore': '*.log\n', 'src/.gitignore': 'gen/\n!kept.log\n' });
    for (const file of ['a.md', 'a.log', 'src/gen/b.md', 'src/kept.log', '-- $(x).log', 'ü.log'])
      repository.write(file);
    const paths = ['a.md', 'a.log', 'src/gen', 'src/gen/b.md', 'src/kept.log', '-- $(x).log', 'ü.log', 'gone.log'];
    expect(await find(...paths)).toEqual([
      ['a.md', {}],
      ['a.log', { ignoredBy: '.gitignore:1' }],
      ['src/gen', { ignoredBy: 'src/.gitignore:1' }],
      ['src/gen/b.md', { ignoredBy: 'src/.gitignore:1' }],
      ['src/kept.log', {}],
      ['-- $(x).log', { ignoredBy: '.gitignore:1' }],
      ['ü.log', { ignoredBy: '.gitignore:1' }],
    ]);
  });

  it('are none in a folder that holds nothing, and git is not asked where nothing is there', async () => {
    mkdirSync(path.join(repository.root, 'empty'));
    const place = { ...repository.place, cwd: path.join(repository.root, 'nowhere') };
    expect(await find('empty', 'empty/a', 'gone.md')).toEqual([]);
    expect(await findUnknown(place, gitDir(), ['a.md'])).toEqual(new Map());
  });

  it('are found while they are out of sight', async () => {
    const entries = ['a.md', 'new'].map((hidden, slot) => ({ kind: 'untracked', path: hidden, slot }) as const);
    writeJournal(journalFolder(gitDir()), { version: 1, pid: 1, entries });
    expect(await find('a.md', 'new', 'new/b.md', 'newer', 'a.md.txt')).toEqual([
      ['a.md', {}],
      ['new', {}],
      ['new/b.md', {}],
    ]);
  });

  it('are found where git cannot say what ignores them', async () => {
    symlinkSync('.git', path.join(repository.root, 'link'));
    expect(await find('link/config')).toEqual([['link/config', {}]]);
  });
});
