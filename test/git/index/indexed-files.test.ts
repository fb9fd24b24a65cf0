import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileEntry, FileSet, RepoPath } from '../../../src/core/files.ts';
import { treeId } from '../../../src/core/trees/tree-id.ts';
import { treeIds } from '../../../src/core/trees/tree-ids.ts';
import { parseStage } from '../../../src/git/index/entries.ts';
import { parseIndex } from '../../../src/git/index/parse.ts';
import { stageOf } from '../../../src/git/index/stage.ts';
import { ODD_NAMES } from '../../support/odd-names.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;
beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.remove());

const bytes = () => readFileSync(path.join(repository.root, '.git/index'));

function filesOf(index: Buffer): FileSet {
  const read = parseIndex(index);
  const tree = read && stageOf(read)?.tree;
  if (tree === undefined) throw new Error('it cannot be read');
  return tree;
}

/** What git lists. */
const listed = () =>
  parseStage(execFileSync('git', ['ls-files', '--stage', '-z'], { cwd: repository.root, env: repository.env })).tree;

const NESTED = ['a/b/c.ts', 'a/b/d.ts', 'a/e.ts', 'a.ts', 'a-b/x', 'top.md', 'z/y/x/w.ts'];

function commitAll(names: readonly string[]): void {
  repository.commit(Object.fromEntries(names.map((name) => [name, name])), 'files');
}

describe('the files of an index', () => {
  it.each([['2'], ['4']])('of version %s are those that git lists, by any name', (version) => {
    commitAll([...ODD_NAMES, ...NESTED, `long/${'n'.repeat(200)}/${'m'.repeat(200)}`]);
    repository.git('update-index', '--index-version', version);
    const expected = listed();
    const files = filesOf(bytes());
    expect([...files]).toEqual([...expected]);
    expect([...files.keys()]).toEqual([...expected.keys()]);
    expect([...files.values()]).toEqual([...expected.values()]);
    expect(files.size).toBe(expected.size);
    for (const [name, entry] of expected) expect(files.get(name)).toEqual(entry);
    for (const name of ['', 'a', 'a/b', 'a/b/', 'a/b/c.tsx', 'zz', '\udcff']) expect(files.has(name)).toBe(false);
    const visited: RepoPath[] = [];
    files.forEach((_, name) => void visited.push(name));
    expect(visited).toEqual([...expected.keys()]);
  });

  it('are found by a test, and by the first letters of their names, and no second time', () => {
    commitAll(NESTED);
    const files = filesOf(bytes());
    const isScript = (name: RepoPath) => name.endsWith('.ts');
    expect([...(files.select?.('scripts', isScript).keys() ?? [])]).toEqual(NESTED.filter(isScript).sort());
    expect([...(files.select?.('some', isScript, 'cw').keys() ?? [])]).toEqual(['a/b/c.ts', 'z/y/x/w.ts']);
    expect([...(files.select?.('some', () => false).keys() ?? [])]).toEqual(['a/b/c.ts', 'z/y/x/w.ts']);
  });

  it('are none that are only intended to be added', () => {
    commitAll(NESTED);
    repository.write('a/b/cc.ts', 'text');
    repository.git('add', '-N', 'a/b/cc.ts');
    const files = filesOf(bytes());
    expect([...files.keys()]).toEqual([...NESTED].sort());
    expect([files.size, files.has('a/b/cc.ts'), files.select?.('all', () => true, 'c').size]).toEqual([7, false, 1]);
    expect(treeId(files)).toBe(repository.git('rev-parse', 'HEAD^{tree}'));
  });
});

describe('the tree of an index', () => {
  const cases: readonly (readonly [what: string, stage: () => void])[] = [
    ['that git has just written', () => repository.git('write-tree')],
    ['in which git has forgotten some folders', () => repository.git('add', '--all')],
    [
      'in which git has noted nothing',
      () => {
        repository.git('read-tree', '--empty');
        repository.git('add', '--all');
      },
    ],
  ];

  it.each(cases)('%s has the ids that its files make, now and before', (_what, stage) => {
    commitAll(NESTED);
    repository.write('a/b/c.ts', 'changed');
    repository.write('a/new/file.ts', 'new');
    repository.git('rm', '-q', 'z/y/x/w.ts');
    repository.git('add', '--all');
    stage();
    const files = filesOf(bytes());
    const head = repository.git('ls-tree', '-r', 'HEAD').split('\n');
    const before = new Map<RepoPath, FileEntry | undefined>([['a/new/file.ts', undefined]]);
    for (const line of head) {
      const [mode, , id = '', name = ''] = line.split(/[ \t]/);
      if (['a/b/c.ts', 'z/y/x/w.ts'].includes(name)) before.set(name, { mode: mode as FileEntry['mode'], id });
    }
    const ids = { tree: treeId(new Map(files)), base: repository.git('rev-parse', 'HEAD^{tree}') };
    expect(treeIds(files, before)).toEqual(ids);
    expect(treeId(files)).toBe(ids.tree);
    expect(ids.tree).toBe(repository.git('write-tree'));
  });
});

describe('an index file', () => {
  it('that was cut short is none, unless all of its entries are there', () => {
    commitAll(NESTED);
    const whole = bytes();
    const read = [...whole.keys()].flatMap((length) => parseIndex(whole.subarray(0, length)) ?? []);
    expect(read.map(({ starts, extensions }) => [starts.length, extensions.size])).toEqual([[NESTED.length, 0]]);
    expect(parseIndex(whole)?.extensions.size).toBe(1);
  });

  it('says by its form how long ids are', () => {
    repository.remove();
    repository = makeRepository({ sha256: true });
    commitAll(NESTED);
    expect(parseIndex(bytes())?.width).toBe(32);
    expect(treeId(filesOf(bytes()))).toBe(repository.git('rev-parse', 'HEAD^{tree}'));
    expect([...filesOf(bytes())]).toEqual([...listed()]);
  });
});
