import { describe, expect, it } from 'vitest';
import { DURATION, toMilliseconds } from '../../../src/config/compile/duration.ts';

describe('a duration', () => {
  it.each([
    ['500ms', 500],
    ['5s', 5000],
    ['2m', 120_000],
    ['1.5h', 5_400_000],
    ['0.5s', 500],
    ['007s', 7000],
    ['0.0001ms', 1],
    ['99h', 356_400_000],
  ])('%s is %d milliseconds', (text, milliseconds) => {
    expect(text).toMatch(DURATION);
    expect(toMilliseconds(text)).toBe(milliseconds);
  });

  it.each([
    '',
    '5',
    's',
    '5 s',
    '5S',
    '-5s',
    '5s ',
    '1h30m',
    '.5s',
    '5.s',
    '1e3s',
    '∞h',
    '0s',
    '0.0m',
    '00ms',
    '100h',
    '99999m',
  ])('%j is none, or none that can be waited for', (text) => {
    expect(text).not.toMatch(DURATION);
  });

  it('is always shorter than what a timer can wait', () => {
    for (const longest of ['999999999ms', '999999s', '9999m', '99h']) {
      expect(longest).toMatch(DURATION);
      expect(toMilliseconds(longest)).toBeLessThan(2 ** 31);
    }
  });

  it('throws for what the schema would have refused', () => {
    expect(() => toMilliseconds('soon')).toThrow(RangeError);
  });
});
