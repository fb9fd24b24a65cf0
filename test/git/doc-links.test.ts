import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Tools } from '../../src/core/contracts/tasks.ts';
import { findObjects, readHosting } from '../../src/git/hosting.ts';
import { captureIndex } from '../../src/git/index-snapshot.ts';
import { readBlobs } from '../../src/git/objects.ts';
import { streamBlobs } from '../../src/git/stream-blobs.ts';
import docLinks from '../../src/tasks/doc-links.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';

describe('links in a repository', () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository();
  });
  afterEach(() => repository.remove());

  async function atCommit(): Promise<readonly string[]> {
    const { snapshot, before } = await captureIndex(repository.place);
    const tools: Tools = {
      snapshot,
      before,
      signal: new AbortController().signal,
      read: async (paths) => {
        const entries = paths.map((path) => [path, snapshot.tree.get(path)?.id ?? ''] as const);
        const blobs = await readBlobs(
          repository.place,
          entries.map(([, id]) => id),
        );
        return new Map(entries.flatMap(([path, id]) => (blobs.has(id) ? [[path, blobs.get(id) as Uint8Array]] : [])));
      },
      readBlobs: (ids) => readBlobs(repository.place, ids),
      streamBlobs: (ids) => streamBlobs(repository.place, ids),
      hosting: () => readHosting(repository.place),
      find: (names) => findObjects(repository.place, names),
      web: () => Promise.reject(new Error('there is no web')),
      extracts: () => ({ recall: async () => new Map(), remember: async () => undefined }),
    };
    const documents = [...snapshot.tree.keys()].filter((path) => path.endsWith('.md'));
    const judgment = await docLinks.inspect(documents, {}, tools);
    const findings = 'findings' in judgment ? (judgment.findings ?? []) : [];
    return findings.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
  }

  it('judges what is staged and not what is on the disk', async () => {
    repository.commit({ 'a.md': '[b](b.md#b)\n', 'b.md': '# B\n' });
    repository.write('a.md', '[c](c.md)\n');
    repository.write('c.md', '');
    expect(await atCommit()).toEqual([]);
    repository.git('add', 'a.md');
    repository.write('a.md', 'mended');
    expect(await atCommit()).toEqual(['a.md:1:5 `c.md` leads nowhere: there is no `c.md`']);
  });

  it('refuses a rename and a changed heading for links in documents that the commit leaves alone', async () => {
    repository.commit({ 'a.md': '[b](docs/b.md) [c](docs/c.md#use)\n', 'docs/b.md': '# B\n', 'docs/c.md': '# Use\n' });
    repository.git('mv', 'docs/b.md', 'docs/d.md');
    repository.write('docs/c.md', '# Usage\n');
    repository.git('add', '--all');
    expect(await atCommit()).toEqual([
      'a.md:1:5 `docs/b.md` leads nowhere: this change renames `docs/b.md` to `docs/d.md`',
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
