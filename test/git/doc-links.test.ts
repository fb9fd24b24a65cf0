import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/outcome.ts';
import { linksAtCommit } from '../support/links-at-commit.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';

describe('links in a repository', () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository();
  });
  afterEach(() => repository.remove());

  const atCommit = async () => (await linksAtCommit(repository)).map(lineOf);

  it('judges what is staged and not what is on the disk', async () => {
    repository.commit({ 'a.md': '[b](b.md#b)\n', 'b.md': '# B\n' });
    repository.write('a.md', '[c](c.md)\n');
    repository.write('c.md', '');
    expect(await atCommit()).toEqual([]);
    repository.git('add', 'a.md');
    repository.write('a.md', 'mended');
    expect(await atCommit()).toEqual([
      'a.md:1:5 `c.md` leads nowhere: `c.md` is on disk and not known to git: `git add` it',
    ]);
  });

  it('refuses a rename and a changed heading for links in documents that the commit leaves alone', async () => {
    repository.commit({ 'a.md': '[b](docs/b.md) [c](docs/c.md#use)\n', 'docs/b.md': '# B\n', 'docs/c.md': '# Use\n' });
    repository.git('mv', 'docs/b.md', 'docs/d.md');
    repository.write('docs/c.md', '# Usage\n');
    repository.git('add', '--all');
    expect(await atCommit()).toEqual([
      'a.md:1:5 `docs/b.md` leads nowhere: this change renames `docs/b.md` to `docs/d.md`; `npx lattice-hooks links --fix` rewrites such links',
      'a.md:1:20 `docs/c.md#use` leads nowhere: this change renames heading or anchor `#use` in `docs/c.md` to `#usage`',
    ]);
  });

  it('finds files whose names are not UTF-8, are long in other scripts, or hold signs', async () => {
    const odd = ['caf\udce9.md', 'größe/文档.md', 'a b#c?d.md', '100%.md'];
    for (const name of odd) repository.write(name, '');
    repository.write(
      'a.md',
      '[1](caf%E9.md) [2](größe/文档.md) [3](gr%C3%B6%C3%9Fe/) [4](a%20b%23c%3Fd.md) [5](100%.md)\n',
    );
    repository.git('add', '--all');
    expect(await atCommit()).toEqual([]);
  });
});

function lineOf({ file, line, column, message }: Finding): string {
  return `${file}:${line}:${column} ${message}`;
}
