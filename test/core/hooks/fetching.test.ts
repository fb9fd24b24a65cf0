import { describe, expect, it } from 'vitest';
import { isFetching } from '../../../src/core/hooks/fetching.ts';
import { neededHooks } from '../../../src/core/hooks/needed.ts';
import type { SharedSettings } from '../../../src/core/shared/settings.ts';

const SHARED: SharedSettings = {
  store: 'git',
  options: {},
  repository: 'x',
  keys: {},
  expires: 1,
  budget: 1,
  reads: true,
};

describe('hooks beside which results are fetched', () => {
  it('are installed where results have to be fetched, and nowhere else', () => {
    expect(neededHooks([{ on: ['pre-push'], shared: { ...SHARED, isFetched: true } }])).toEqual([
      'post-checkout',
      'post-merge',
      'pre-push',
      'post-rewrite',
    ]);
    expect(neededHooks([{ on: ['pre-push'], shared: SHARED }])).toEqual(['pre-push']);
  });

  it.each([
    ['post-merge', ['0'], true],
    ['post-rewrite', ['rebase'], true],
    ['post-checkout', ['a', 'b', '1'], true],
    // A new branch where we are, and a file.
    ['post-checkout', ['a', 'a', '1'], false],
    ['post-checkout', ['a', 'b', '0'], false],
    ['pre-commit', [], false],
    ['pre-push', ['origin', 'url'], false],
  ])('%s %j: %s', (name, hookArguments, isOne) => {
    expect(isFetching(name, hookArguments)).toBe(isOne);
  });
});
