import { describe, expect, it } from 'vitest';
import type { PlaceHits } from '../../src/core/coverage/report.ts';
import { untakenText } from '../../src/coverage-gate/untaken.ts';

describe('branches that were not taken', () => {
  it.each<[string, readonly PlaceHits[], string | undefined]>([
    ['none', [[1, 1, 'a']], undefined],
    [
      'one of several',
      [
        [3, 1, 'a'],
        [3, 0, 'b'],
        [3, 2, 'c'],
      ],
      '3 (branch 2 of 3)',
    ],
    [
      'several',
      [
        [3, 0, 'a'],
        [3, 1, 'b'],
        [3, 0, 'c'],
      ],
      '3 (branches 1, 3 of 3)',
    ],
    [
      'all of a line',
      [
        [3, 0, 'a'],
        [3, 0, 'b'],
      ],
      '3 (all 2 branches)',
    ],
    ['the only one', [[3, 0, 'a']], '3 (its branch)'],
    [
      'some that are only counted',
      [
        [3, 1, undefined, 1],
        [3, 0, undefined, 2],
      ],
      '3 (2 of 3 branches)',
    ],
    [
      'those of several lines, in order',
      [
        [9, 0, 'a'],
        [9, 1, 'b'],
        [2, 1, 'a'],
        [2, 0, 'b'],
      ],
      '2 (branch 2 of 2), 9 (branch 1 of 2)',
    ],
  ])('are told by line and number: %s', (_what, branches, text) => {
    expect(untakenText(branches)).toBe(text);
  });
});
