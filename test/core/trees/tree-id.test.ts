import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileEntry, FileMode, FileSet } from '../../../src/core/files.ts';
import { encodePath } from '../../../src/core/path-bytes.ts';
import { emptyTreeId, treeId } from '../../../src/core/trees/tree-id.ts';
import { treeIds } from '../../../src/core/trees/tree-ids.ts';
import { ODD_NAMES } from '../../support/odd-names.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

describe.each([
  ['SHA-1', false, 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391'],
  ['SHA-256', true, '473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813'],
])('treeId in a %s repository', (_, sha256, empty) => {
  let repository: TestRepository;
  beforeAll(() => {
    repository = makeRepository({ sha256 });
  });
  afterAll(() => repository.remove());

  /** What `git write-tree` says of an index that holds these files. */
  const idByGit = (tree: FileSet): string => {
    const lines = [...tree].flatMap(([path, { mode, id }]) => [
      Buffer.from(`${mode} ${id}\t`),
      encodePath(path),
      Buffer.from([0]),
    ]);
    const cwd = repository.root;
    const env = { ...repository.env } as NodeJS.ProcessEnv;
    execFileSync('git', ['read-tree', '--empty'], { cwd, env });
    execFileSync('git', ['update-index', '-z', '--index-info'], { cwd, env, input: Buffer.concat(lines) });
    return execFileSync('git', ['write-tree', '--missing-ok'], { cwd, env }).toString().trim();
  };

  const treeOf = (paths: readonly string[], mode: FileMode = '100644') =>
    new Map<string, FileEntry>(paths.map((path) => [path, { mode, id: empty }]));

  it.each<[string, FileSet]>([
    ['one file', treeOf(['a'])],
    ['folders in folders', treeOf(['a/b/c/d', 'a/b/e', 'a/f', 'g'])],
    ['a folder that sorts apart from its name', treeOf(['a.b', 'a/x', 'a0', 'a-b', 'ab/c'])],
    ['a name that begins another', treeOf(['foo', 'foo-bar/x', 'foo.txt', 'foobar', 'foo0/y', 'f/oo'])],
    ['odd names', treeOf(ODD_NAMES)],
    [
      'names of every kind of character',
      treeOf(['é', 'e', '\uffee', '😀/💀', '\udcff', 'z\udc80', '日本/語', '\u007f']),
    ],
  ])('is what git says of %s', (_name, tree) => {
    expect(treeId(tree)).toBe(idByGit(tree));
  });

  it('is what git says of links, programs and submodules', () => {
    const tree = new Map<string, FileEntry>([
      ['bin/run', { mode: '100755', id: empty }],
      ['link', { mode: '120000', id: empty }],
      ['module', { mode: '160000', id: 'ab'.repeat(empty.length / 2) }],
      ['module.md', { mode: '100644', id: empty }],
    ]);
    expect(treeId(tree)).toBe(idByGit(tree));
  });

  it('is what git says of no files, by an id of the same length', () => {
    expect(emptyTreeId(empty)).toBe(idByGit(new Map()));
  });

  it('does not depend on the order in which files were added', () => {
    const paths = ['a/x', 'a.b', 'a0', 'b', '\udcff', 'é', '😀', '\uffee'];
    expect(treeId(treeOf([...paths].reverse()))).toBe(idByGit(treeOf(paths)));
  });

  it('is what git says of the tree before, whatever changed since', () => {
    const name = fc.constantFrom('a', 'b', 'a.b', 'a-', 'é');
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'));
    // No path of a tree is a folder of another.
    const tree = fc.uniqueArray(path, { maxLength: 8 }).map((paths) => {
      const files = paths.filter((one) => !paths.some((other) => other.startsWith(`${one}/`)));
      return treeOf(files);
    });
    const modes = fc.array(fc.constantFrom<FileMode>('100644', '100755'), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(tree, tree, modes, (now, then, kinds) => {
        const was = new Map([...then].map(([one, entry], at) => [one, { ...entry, mode: kinds[at] ?? entry.mode }]));
        const changed = [...now.keys(), ...was.keys()].filter((one) => now.get(one)?.mode !== was.get(one)?.mode);
        const before = new Map(changed.map((one) => [one, was.get(one)]));
        const ids = treeIds(now, before);
        // Two empty trees do not say which hash they are named by.
        if (now.size + was.size > 0) expect(ids).toEqual({ tree: idByGit(now), base: idByGit(was) });
      }),
      { numRuns: 40 },
    );
  });

  it('is what git says of a commit', () => {
    repository.commit({ 'src/a.ts': 'a', 'src/deep/er/b.ts': 'b', 'README.md': 'read' });
    const listed = repository.git('ls-files', '--stage').split('\n');
    const tree = new Map(
      listed.map((line) => {
        const [mode, id, , path] = line.split(/[ \t]/);
        return [path ?? '', { mode: mode as FileMode, id: id ?? '' }];
      }),
    );
    expect(treeId(tree)).toBe(repository.git('rev-parse', 'HEAD^{tree}'));
  });
});

it('is the id of the empty tree where there is no file', () => {
  expect(treeId(new Map())).toBe('4b825dc642cb6eb9a060e54bf8d69288fbee4904');
});

it('copes with a folder as deep as a path can be', () => {
  const path = `${'a/'.repeat(2000)}b`;
  const id = 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391';
  expect(treeId(new Map([[path, { mode: '100644', id }]]))).toMatch(/^[0-9a-f]{40}$/);
});
