import { expect, it } from 'vitest';
import { append } from '../../src/doc-links/lists.ts';

it('adds to the list under a key, and makes it first', () => {
  const lists = new Map<string, number[]>();
  append(lists, 'a', 1);
  append(lists, 'a', 2);
  append(lists, 'b', 3);
  expect([...lists]).toEqual([
    ['a', [1, 2]],
    ['b', [3]],
  ]);
});
