import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileEntry, RepoPath } from '../../../src/core/files.ts';
import { RevisedFiles } from '../../../src/core/trees/revised-files.ts';
import { treeId } from '../../../src/core/trees/tree-id.ts';

const entry = (digit: string): FileEntry => ({ mode: '100644', id: digit.repeat(40) });
const path = fc.constantFrom('a', 'b/c', 'b/d', 'b.x', 'e/f/g', 'h');
const content = fc.constantFrom('1', '2', '3').map(entry);
const files = fc.array(fc.tuple(path, content), { maxLength: 5 }).map((list) => new Map(list));
const changes = fc.array(fc.tuple(path, fc.option(content, { nil: undefined })), { maxLength: 5 });

/** The same in a map. */
function model(
  first: ReadonlyMap<RepoPath, FileEntry>,
  changed: readonly (readonly [RepoPath, FileEntry | undefined])[],
) {
  const all = new Map(first);
  for (const [one, what] of changed) {
    if (what === undefined) all.delete(one);
    else all.set(one, what);
  }
  return all;
}

const inOrder = (all: Iterable<readonly [RepoPath, FileEntry]>) => [...all].sort(([a], [b]) => (a < b ? -1 : 1));

describe('files of which some have changed', () => {
  it('are those of a map in which the same has changed', () => {
    fc.assert(
      fc.property(files, changes, path, (first, changed, asked) => {
        const revised = new RevisedFiles(first);
        for (const [one, what] of changed) revised.set(one, what);
        const all = model(first, changed);
        expect(inOrder(revised)).toEqual(inOrder(all));
        expect([...revised.keys()].sort()).toEqual([...all.keys()].sort());
        expect([...revised.values()]).toHaveLength(all.size);
        expect([revised.size, revised.has(asked), revised.get(asked)]).toEqual([
          all.size,
          all.has(asked),
          all.get(asked),
        ]);
        if (first.size > 0 && all.size > 0) expect(treeId(revised)).toBe(treeId(all));
        const isMeant = (one: RepoPath) => one.startsWith('b');
        expect(inOrder(revised.select('b', isMeant))).toEqual(inOrder(all).filter(([one]) => isMeant(one)));
      }),
    );
  });

  it('are not followed by a copy, nor by those that were there first', () => {
    const first = new Map([['a', entry('1')]]);
    const revised = new RevisedFiles(first);
    const copy = revised.copy();
    revised.set('a', entry('2'));
    expect([first, copy].map((one) => one.get('a'))).toEqual([entry('1'), entry('1')]);
    const told: RepoPath[] = [];
    revised.forEach(({ id }, one) => void told.push(`${one} ${id.charAt(0)}`));
    expect(told).toEqual(['a 2']);
  });
});
