import { describe, expect, it } from 'vitest';
import { waitAskedFor } from '../../src/external-links/retry-after.ts';

const NOW = Date.UTC(2026, 0, 1);

const wait = (value: string | undefined, status = 429) =>
  waitAskedFor({ type: 'reply', status, headers: value === undefined ? {} : { 'retry-after': value } }, NOW);

describe('how long a server wants us to wait', () => {
  it.each([
    ['0', 0],
    ['120', 120_000],
    [' 5 ', 5000],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
    ['Thursday, 01-Jan-26 00:01:00 GMT', 60_000],
    ['Thu Jan  1 00:01:00 2026 GMT', 60_000],
    ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
  ])('is said in seconds or by a date: %s', (value, milliseconds) => {
    expect(wait(value)).toBe(milliseconds);
  });

  it.each(['', '-1', '1.5', 'soon', '1e9', 'Thu, 99 Foo 2026 00:00:00 GMT', '99999999999', '\u0000'])(
    'is not said otherwise: %s',
    (value) => {
      expect(wait(value)).toBeUndefined();
    },
  );

  it('is said by servers that do not answer now', () => {
    expect([wait('5', 503), wait('5', 200), wait('5', 301), wait(undefined)]).toEqual([
      5000,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
