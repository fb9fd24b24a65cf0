import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parseStage } from '../../../src/git/index/entries.ts';
import { type StagedEntry, stampStaged } from '../../../src/git/isolation/stamp-staged.ts';
import { makeRepository, type RepositoryOptions, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;
afterEach(() => repository.remove());

const at = (file: string) => path.join(repository.root, file);
const journal = () => at('.git/lattice-hooks/journal');

/** A repository in which these files are committed. */
function begin(files: Readonly<Record<string, string>>, options: RepositoryOptions = {}) {
  repository = makeRepository(options);
  repository.commit(files);
  mkdirSync(journal(), { recursive: true });
}

/** Stamps these files, as a run does that has just written what is staged to them. */
function stamp(kind: StagedEntry['kind'], ...files: readonly string[]) {
  const index = parseStage(Buffer.from(repository.git('ls-files', '--stage', '-z'))).tree;
  const entries = files.map((file, slot): StagedEntry => {
    const entry = { path: file, slot, staged: index.get(file) ?? { mode: '100644', id: '' } };
    return kind === 'deleted' ? { ...entry, kind, folders: [] } : { ...entry, kind };
  });
  return stampStaged(repository.place, journal(), entries);
}

describe('what was written as it is staged', () => {
  it.each([
    ['by SHA-1', {}],
    ['by SHA-256', { sha256: true }],
  ])('is stamped, and copied where an edit may be merged into it, %s', async (_, options) => {
    begin({ 'a.md': 'a\n', 'b.md': 'b\n' }, options);
    expect([...(await stamp('edited', 'a.md')).keys()]).toEqual(['a.md']);
    expect(readFileSync(path.join(journal(), '0.base'), 'utf8')).toBe('a\n');
    rmSync(path.join(journal(), '0.base'));
    expect([...(await stamp('deleted', 'b.md')).keys()]).toEqual(['b.md']);
  });

  it('may have the line ends that git gives it, be a link, or be gone again', async () => {
    begin({ '.gitattributes': 'a.md text eol=crlf\n', 'a.md': 'a\nb\n', 'gone.md': '' });
    symlinkSync('nowhere', at('link'));
    repository.commit();
    rmSync(at('gone.md'));
    rmSync(at('a.md'));
    repository.git('checkout', 'a.md');
    expect(readFileSync(at('a.md'), 'utf8')).toBe('a\r\nb\r\n');
    expect([...(await stamp('edited', 'a.md', 'link', 'gone.md')).keys()]).toEqual(['a.md', 'link']);
  });

  it('may have passed a filter', async () => {
    begin({ '.gitattributes': '*.rot filter=rot\n' });
    repository.git('config', 'filter.rot.smudge', 'tr a-z n-za-m');
    repository.git('config', 'filter.rot.clean', 'tr a-z n-za-m');
    repository.commit({ 'in/a.rot': 'a\n' });
    expect(repository.git('cat-file', 'blob', 'HEAD:in/a.rot')).toBe('n');
    expect((await stamp('edited', 'in/a.rot')).size).toBe(1);
    repository.write('in/a.rot', 'saved\n');
    await expect(stamp('edited', 'in/a.rot')).rejects.toThrow('put aside: in/a.rot');
  });
});

describe('what somebody saved in that very moment', () => {
  it.each(['edited', 'deleted'] as const)('is named (%s), and nothing is taken for staged content', async (kind) => {
    begin({ 'a.md': 'a\n', 'b.md': 'b\n' });
    repository.write('a.md', 'saved\n');
    await expect(stamp(kind, 'a.md', 'b.md')).rejects.toMatchObject({
      code: 'isolation',
      message: 'written to while your unstaged changes were being put aside: a.md',
    });
  });

  it('is noticed when it is a link', async () => {
    begin({ 'a.md': 'a\n' });
    rmSync(at('a.md'));
    symlinkSync('a', at('a.md'));
    await expect(stamp('edited', 'a.md')).rejects.toThrow('put aside: a.md');
  });

  it('is noticed in the place of a link', async () => {
    begin({});
    symlinkSync('nowhere', at('link'));
    repository.commit();
    rmSync(at('link'));
    repository.write('link', 'saved\n');
    await expect(stamp('edited', 'link')).rejects.toThrow('put aside: link');
  });
});
