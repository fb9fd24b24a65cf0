import { expect, it } from 'vitest';
import { listPaths } from '../../src/core/list-paths.ts';

it('names five paths and counts the rest', () => {
  expect(listPaths(['a', 'b'])).toBe('a, b');
  expect(listPaths(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toBe('a, b, c, d, e and 2 more');
});
