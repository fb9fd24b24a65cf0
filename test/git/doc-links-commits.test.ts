import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { linksAtCommit } from '../support/links-at-commit.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';

// What is staged and what is on disk differ in every way that matters for links. Checkers that read the disk, and only the
// documents that are staged, are right in two of these.

interface Situation {
  readonly what: string;
  /** What HEAD holds. */
  readonly before: Readonly<Record<string, string>>;
  stage(repository: TestRepository): void;
  /** Part of the error that refuses the commit; undefined: it is accepted. */
  readonly error?: string;
  /** Part of a second one. */
  readonly more?: string;
}

const SITUATIONS: readonly Situation[] = [
  {
    what: 'a new link to a file that git does not know',
    before: {},
    stage: (repository) => {
      repository.write('b.md');
      stage(repository, { 'a.md': '[b](b.md)' });
    },
    error: '`b.md` is on disk and not known to git: `git add` it',
  },
  {
    what: 'a new link to a folder that git does not know',
    before: {},
    stage: (repository) => {
      repository.write('b/c.md');
      mkdirSync(path.join(repository.root, 'd'));
      stage(repository, { 'a.md': '[b](b/) [d](d/)' });
    },
    error: '`b` is on disk and not known to git: `git add` it',
    more: 'there is no `d`',
  },
  {
    what: 'a target that is taken out of the index and stays on disk',
    before: { 'a.md': '[b](b.md)', 'b.md': 'b' },
    stage: ({ git }) => git('rm', '--quiet', '--cached', 'b.md'),
    error: 'this change deletes `b.md`',
  },
  {
    what: 'a target that is deleted',
    before: { 'a.md': '[b](b.md)', 'b.md': 'b' },
    stage: ({ git }) => git('rm', '--quiet', 'b.md'),
    error: 'this change deletes `b.md`',
  },
  {
    what: 'a target that is renamed',
    before: { 'a.md': '[b](b.md)', 'b.md': 'b' },
    stage: ({ git }) => git('mv', 'b.md', 'c.md'),
    error: 'this change renames `b.md` to `c.md`',
  },
  {
    what: 'a heading that is renamed',
    before: { 'a.md': '[b](b.md#use)', 'b.md': '# Use' },
    stage: (repository) => stage(repository, { 'b.md': '# Usage' }),
    error: 'to `#usage`',
  },
  {
    what: 'a broken link that is mended on disk alone',
    before: { 'a.md': 'a' },
    stage: (repository) => {
      stage(repository, { 'a.md': '[b](b.md)' });
      repository.write('a.md', 'a');
    },
    error: 'there is no `b.md`',
  },
  {
    what: 'a good link that is broken on disk alone',
    before: { 'b.md': 'b' },
    stage: (repository) => {
      stage(repository, { 'a.md': '[b](b.md)' });
      repository.write('a.md', '[c](c.md)');
    },
  },
  {
    what: 'a target that git ignores',
    before: { '.gitignore': '# What is made\n\nb.md\n!c.md\n' },
    stage: (repository) => {
      for (const file of ['b.md', 'c.md']) repository.write(file);
      stage(repository, { 'a.md': '[b](b.md) [c](c.md)' });
    },
    error: '`b.md` is on disk and ignored by `.gitignore:3`',
    more: '`c.md` is on disk and not known to git',
  },
  {
    what: 'a target that a sparse checkout leaves out',
    before: { 'b.md': '# B' },
    stage: (repository) => {
      repository.git('update-index', '--skip-worktree', 'b.md');
      rmSync(path.join(repository.root, 'b.md'));
      stage(repository, { 'a.md': '[b](b.md#b)' });
    },
  },
  {
    what: 'a heading that is only in the unstaged part of its file',
    before: { 'b.md': 'b' },
    stage: (repository) => {
      repository.write('b.md', '# B');
      stage(repository, { 'a.md': '[b](b.md#b)' });
    },
    error: 'there is no heading or anchor `#b`',
  },
  {
    what: 'a symbolic link to nothing',
    before: { 'a.md': '[b](b.md)', 'b.md': 'b' },
    stage: ({ root, git }) => {
      rmSync(path.join(root, 'b.md'));
      symlinkSync('gone.md', path.join(root, 'b.md'));
      git('add', 'b.md');
    },
    error: 'there is no `gone.md`',
  },
  {
    what: 'the last file of a folder that stays on disk',
    before: { 'a.md': '[b](b/)', 'b/c.txt': 'c' },
    stage: ({ root, git }) => {
      git('rm', '--quiet', 'b/c.txt');
      mkdirSync(path.join(root, 'b'), { recursive: true });
    },
    error: 'this change deletes `b`',
  },
  {
    what: 'an image of raw HTML that is deleted',
    before: { 'a.md': '<img src="b.png">', 'b.png': 'b' },
    stage: ({ git }) => git('rm', '--quiet', 'b.png'),
    error: 'this change deletes `b.png`',
  },
  {
    what: 'a document and its target, both new',
    before: {},
    stage: (repository) => stage(repository, { 'a.md': '[b](b.md#b)', 'b.md': '# B' }),
  },
  {
    what: 'a path in a submodule that is not checked out',
    before: {},
    stage: (repository) => {
      const head = repository.git('rev-parse', 'HEAD');
      repository.git('update-index', '--add', '--cacheinfo', `160000,${head},lib`);
      stage(repository, { 'a.md': '[b](lib/b.md#b)' });
    },
  },
];

describe('a commit with', () => {
  it.each(SITUATIONS)('$what', async ({ before, stage: prepare, error, more }) => {
    const repository = makeRepository();
    try {
      repository.commit(before);
      prepare(repository);
      const errors = (await linksAtCommit(repository)).filter(({ severity }) => severity === 'error');
      const expected = [error, more].flatMap((part) => (part === undefined ? [] : [expect.stringContaining(part)]));
      expect(errors.map(({ message }) => message)).toEqual(expected);
    } finally {
      repository.remove();
    }
  });
});

/** Writes files and stages them. */
function stage(repository: TestRepository, files: Readonly<Record<string, string>>): void {
  for (const [file, content] of Object.entries(files)) repository.write(file, content);
  repository.git('add', ...Object.keys(files));
}
