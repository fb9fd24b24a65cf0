import { expect, it } from 'vitest';
import { lowerBound } from '../../src/core/lower-bound.ts';

it.each([
  [0, 0],
  [2, 0],
  [3, 1],
  [4, 1],
  [9, 3],
  [10, 4],
])('the first number that is not below %i stands at %i', (least, index) => {
  expect(lowerBound([2, 4, 4, 9], least)).toBe(index);
});

it('is at the end of nothing', () => {
  expect(lowerBound([], 1)).toBe(0);
});
