import { describe, expect, it } from 'vitest';
import { type OneShot, passesOnce, standing, used, wishedSkips } from '../../../src/core/skips/one-shot.ts';

const wish = (more: Partial<OneShot> = {}): OneShot => ({ reason: 'because', made: 1000, until: 2000, ...more });
const LINT = wish({ name: 'lint' });
const TESTS = wish({ name: 'unit-tests' });
const ALL = wish();

describe('passesOnce', () => {
  it.each(['pre-commit', 'pre-merge-commit', 'prepare-commit-msg', 'commit-msg'])('is a commit for %s', (hook) => {
    expect(passesOnce(hook)).toBe('commit');
  });

  it('is a push for pre-push, and nothing for hooks that let nothing through', () => {
    expect(passesOnce('pre-push')).toBe('push');
    expect(passesOnce('post-checkout')).toBeUndefined();
  });
});

describe('standing', () => {
  it.each([
    [999, 0],
    [1000, 1],
    [1999, 1],
    [2000, 0],
  ])('at %i counts a wish made at 1000 for 1000: %i', (now, count) => {
    expect(standing([LINT], now, 'a')).toHaveLength(count);
  });

  it('counts one that a commit has used as long as that commit is not made', () => {
    const usedOne = { ...LINT, usedOn: 'a' };

    expect(standing([usedOne], 1500, 'a')).toEqual([usedOne]);
    expect(standing([usedOne], 1500, 'b')).toEqual([]);
  });
});

describe('wishedSkips', () => {
  it('names what is named, and everything where nothing is', () => {
    expect(wishedSkips([LINT], ['lint', 'format'])).toEqual([{ task: 'lint', by: 'once', reason: 'because' }]);
    expect(wishedSkips([ALL], ['lint', 'format']).map(({ task }) => task)).toEqual(['lint', 'format']);
  });
});

describe('used', () => {
  const names = new Set(['lint', 'format']);

  it('ends at a push what that ran, and what is about everything', () => {
    expect([LINT, TESTS, ALL].map((one) => used(one, names, 'push', 'a'))).toEqual([undefined, TESTS, undefined]);
  });

  it('notes at a commit where HEAD was', () => {
    expect([LINT, TESTS, ALL].map((one) => used(one, names, 'commit', 'a'))).toEqual([
      { ...LINT, usedOn: 'a' },
      TESTS,
      { ...ALL, usedOn: 'a' },
    ]);
  });
});
