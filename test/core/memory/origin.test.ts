import { describe, expect, it } from 'vitest';
import type { FileEntry, FileSet } from '../../../src/core/files.ts';
import type { KeyParts } from '../../../src/core/memory/fingerprint.ts';
import {
  nearestOrigin,
  type Origin,
  originsOfFile,
  presentOfCheck,
  presentOfFiles,
} from '../../../src/core/memory/origin.ts';
import { makeTask } from '../../support/work-lab.ts';

const treeOf = (files: Readonly<Record<string, string>>): FileSet =>
  new Map(Object.entries(files).map(([path, id]): [string, FileEntry] => [path, { mode: '100644', id }]));
const PARTS: KeyParts = { product: '1.0.0', node: '20', platform: 'linux' };
/** What passed at a minute: with these parts besides the usual ones, on these files. */
const originAt = (minute: number, parts: Partial<KeyParts>, files: Readonly<Record<string, string>>): Origin => ({
  at: `2026-01-01T00:0${minute}:00.000Z`,
  worktree: '/shop',
  trigger: 'pre-commit',
  versions: {},
  ...presentOfFiles({ ...PARTS, ...parts } as KeyParts, Object.keys(files), treeOf(files)),
});
const present = (files: Readonly<Record<string, string>>, parts: Partial<KeyParts> = {}) =>
  presentOfFiles({ ...PARTS, ...parts } as KeyParts, Object.keys(files), treeOf(files));

describe('the nearest origin', () => {
  it('is the one that was made with just this', () => {
    const same = originAt(1, {}, { a: '1' });
    const found = nearestOrigin(present({ a: '1' }), [originAt(2, { node: '22' }, { a: '1' }), same]);
    expect(found).toEqual({ origin: same, differences: [] });
  });

  it('differs in the fewest parts, however new others are', () => {
    const near = originAt(1, { node: '18' }, { a: '1' });
    const found = nearestOrigin(present({ a: '1' }), [originAt(2, { node: '22' }, { a: '2' }), near]);
    expect(found?.origin).toBe(near);
    expect(found?.differences).toEqual([{ part: 'node', name: '', before: '18', now: '20' }]);
  });

  it('differs in the fewest things of as many parts', () => {
    const near = originAt(1, {}, { a: '1', b: '2', c: '9' });
    const found = nearestOrigin(present({ a: '1', b: '2', c: '3' }), [
      originAt(2, {}, { a: '1', b: '8', c: '9' }),
      near,
    ]);
    expect(found?.differences).toEqual([{ part: 'files', name: 'c', before: '9', now: '3' }]);
  });

  it('is the newest of several that are as near', () => {
    const origins = [originAt(3, { node: '24' }, { a: '1' }), originAt(2, { node: '22' }, { a: '1' })];
    expect(nearestOrigin(present({ a: '1' }), origins)?.origin).toBe(origins[0]);
  });

  it('is not there where nothing passed', () => {
    expect(nearestOrigin(present({ a: '1' }), [])).toBeUndefined();
  });

  it('differs in no file where its files were too many to be noted', () => {
    const origin = { ...originAt(1, { node: '22' }, {}), files: undefined };
    expect(nearestOrigin(present({ a: '1' }), [origin])?.differences.map(({ part }) => part)).toEqual(['node']);
  });

  it('names a file once that is an input as well', () => {
    const listed = (id: string) => ({ inputs: ['a', `100644 ${id}`, ''].join('\0') });
    const found = nearestOrigin(present({ a: '2' }, listed('2')), [originAt(1, listed('1'), { a: '1' })]);
    expect(found?.differences).toEqual([{ part: 'inputs', name: 'a', before: '1', now: '2' }]);
  });

  it('names files that are new, changed and gone', () => {
    const found = nearestOrigin(present({ a: '1', b: '2', c: '3' }), [originAt(1, {}, { b: '2', c: '9', d: '4' })]);
    expect(found?.differences).toEqual([
      { part: 'files', name: 'a', now: '1' },
      { part: 'files', name: 'c', before: '9', now: '3' },
      { part: 'files', name: 'd', before: '4' },
    ]);
  });
});

it('Origins of one file are those of the runs that looked at it', () => {
  const origins = [originAt(3, {}, { a: '3', b: '1' }), originAt(2, {}, { b: '1' }), originAt(1, {}, { a: '1' })];
  const files = [...originsOfFile('a', origins)].map((origin) => [...(origin.files ?? [])]);
  expect(files).toEqual([[['a', '3']], [['a', '1']]]);
});

describe('a pass of a whole check', () => {
  const tree = treeOf({ a: '1', b: '2' });
  const check = {
    task: makeTask({ check: [['lint', '{files}']] }),
    writes: false,
    files: ['a'],
    dependsOn: ['a', 'b'],
  };
  const differs = (files: readonly string[]) => {
    const before = { ...originAt(1, {}, {}), ...presentOfCheck(PARTS, check, tree) };
    return nearestOrigin(presentOfCheck(PARTS, { ...check, files }, tree), [before])?.differences.map(
      ({ part }) => part,
    );
  };

  it('is about all files that it depends on', () => {
    expect([...presentOfCheck(PARTS, check, tree).files.keys()]).toEqual(['a', 'b']);
  });

  it('is about the choice of files that it was handed', () => {
    expect([differs(['a']), differs(['a', 'b'])]).toEqual([[], ['handed']]);
  });
});
