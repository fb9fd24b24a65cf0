import { expect, it } from 'vitest';
import type { FileEntry } from '../../../src/core/files.ts';
import { compareTrees } from '../../../src/core/trees/compare-trees.ts';

const entry = (id: string, mode: FileEntry['mode'] = '100644'): FileEntry => ({ mode, id });

it('tells added, modified and deleted files apart, and counts a mode as a change', () => {
  const tree = new Map([
    ['added', entry('1')],
    ['edited', entry('2')],
    ['same', entry('3')],
    ['script', entry('4', '100755')],
  ]);
  const before = new Map([
    ['edited', entry('0')],
    ['same', entry('3')],
    ['script', entry('4')],
    ['gone', entry('5')],
  ]);
  expect(Object.fromEntries(compareTrees(tree, before).changed)).toEqual({
    added: 'added',
    edited: 'modified',
    script: 'modified',
    gone: 'deleted',
  });
  expect(compareTrees(tree, tree).changed.size).toBe(0);
});
