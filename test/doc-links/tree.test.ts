import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileEntry, FileMode } from '../../src/core/files.ts';
import { folderOf, indexTree, joinSegments, locate } from '../../src/doc-links/tree.ts';

const id = '0'.repeat(40);

function tree(files: readonly string[], links: Readonly<Record<string, string>> = {}, modules: readonly string[] = []) {
  const entry =
    (mode: FileMode) =>
    (path: string): [string, FileEntry] => [path, { mode, id }];
  const entries = [
    ...files.map(entry('100644')),
    ...Object.keys(links).map(entry('120000')),
    ...modules.map(entry('160000')),
  ];
  return indexTree(new Map(entries), new Map(Object.entries(links)));
}

/** Looks up a path written with slashes. */
function find(where: ReturnType<typeof tree>, from: string, path: string) {
  return locate(where, from, path.split('/'));
}

describe('looking up a path', () => {
  const simple = tree(['a.md', 'docs/b.md', 'docs/deep/c.md']);

  it.each([
    ['', 'a.md', { type: 'file', path: 'a.md' }],
    ['docs', 'b.md', { type: 'file', path: 'docs/b.md' }],
    ['docs', '../a.md', { type: 'file', path: 'a.md' }],
    ['docs', './deep//c.md', { type: 'file', path: 'docs/deep/c.md' }],
    ['', 'docs', { type: 'folder', path: 'docs' }],
    ['', 'docs/', { type: 'folder', path: 'docs' }],
    ['docs/deep', '..', { type: 'folder', path: 'docs' }],
    ['docs', '..', { type: 'folder', path: '' }],
    ['', '.', { type: 'folder', path: '' }],
    ['', 'A.md', { type: 'missing', path: 'A.md' }],
    ['docs', 'a.md', { type: 'missing', path: 'docs/a.md' }],
    ['', 'a.md/b', { type: 'missing', path: 'a.md/b' }],
    ['', 'a.md/', { type: 'no-folder', path: 'a.md' }],
    ['', 'a.md/.', { type: 'no-folder', path: 'a.md' }],
    ['docs', '../../a.md', { type: 'outside' }],
    ['', '..', { type: 'outside' }],
  ])('from %j to %s', (from, path, place) => {
    expect(find(simple, from, path)).toEqual(place);
  });

  it('finds no folder that only shares the beginning of a name', () => {
    expect(find(simple, '', 'doc')).toEqual({ type: 'missing', path: 'doc' });
  });

  it('knows a submodule, and nothing of what is in it', () => {
    const where = tree(['a.md'], {}, ['libs/x']);
    for (const path of ['libs/x', 'libs/x/', 'libs/x/any/thing.md']) {
      expect(find(where, '', path)).toEqual({ type: 'submodule' });
    }
    expect(find(where, '', 'libs')).toEqual({ type: 'folder', path: 'libs' });
    expect(find(where, '', 'libs/y')).toEqual({ type: 'missing', path: 'libs/y' });
  });

  it('follows symbolic links to files, to folders, and through each other', () => {
    const where = tree(['v2/docs/a.md'], { now: 'v2', 'docs/a': '../now/docs/a.md', 'docs/all': '../now/docs/' });
    expect(find(where, '', 'now/docs/a.md')).toEqual({ type: 'file', path: 'v2/docs/a.md' });
    expect(find(where, 'docs', 'a')).toEqual({ type: 'file', path: 'v2/docs/a.md' });
    expect(find(where, 'docs', 'all/a.md')).toEqual({ type: 'file', path: 'v2/docs/a.md' });
    expect(find(where, '', 'now')).toEqual({ type: 'folder', path: 'v2' });
    expect(find(where, 'docs', 'all/b.md')).toEqual({ type: 'missing', path: 'v2/docs/b.md' });
  });

  it('stays in the repository, and comes to an end', () => {
    const links = { out: '../../etc/passwd', abs: '/etc/passwd', loop: 'loop', ping: 'pong/x', pong: 'ping/x' };
    const where = tree(['a.md'], links);
    expect(find(where, '', 'out')).toEqual({ type: 'outside', link: 'out' });
    expect(find(where, '', 'abs')).toEqual({ type: 'outside', link: 'abs' });
    expect(find(where, '', 'loop')).toEqual({ type: 'missing', path: 'loop' });
    expect(find(where, '', 'ping')).toMatchObject({ type: 'missing' });
  });

  it('takes no longer for a path of a million parts', () => {
    expect(locate(simple, '', Array(1_000_000).fill('x'))).toMatchObject({ type: 'missing' });
  });

  it('finds each file where it is, from everywhere', () => {
    const part = fc.constantFrom('a', 'b', 'c');
    const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => `${parts.join('/')}.md`);
    fc.assert(
      fc.property(fc.array(path, { minLength: 1 }), fc.array(part, { maxLength: 4 }), (paths, from) => {
        const where = tree(paths);
        for (const one of paths) {
          const up = [...from.map(() => '..'), ...one.split('/')];
          expect(locate(where, from.join('/'), up)).toEqual({ type: 'file', path: one });
        }
      }),
    );
  });
});

describe('an indexed tree', () => {
  it('knows the READMEs of each folder, whatever their form', () => {
    const { readmes } = tree([
      'README.md',
      'docs/readme.markdown',
      'docs/ReadMe',
      'docs/readme-old.md',
      'x/noreadme.md',
    ]);
    expect(Object.fromEntries(readmes)).toEqual({ '': ['README.md'], docs: ['docs/readme.markdown', 'docs/ReadMe'] });
  });

  it('has the top folder also when it is empty', () => {
    expect([...tree([]).folders]).toEqual(['']);
  });
});

describe('paths', () => {
  it('have a folder', () => {
    expect(['a/b/c', 'a', ''].map(folderOf)).toEqual(['a/b', '', '']);
  });

  it('are joined without leaving the root', () => {
    expect(joinSegments('a/b', ['..', '..', 'c'])).toBe('c');
    expect(joinSegments('a/b', ['..', '..', '..', 'a'])).toBeUndefined();
    expect(joinSegments('', [])).toBe('');
  });
});
