import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  meets,
  noWorseThan,
  parsePercent,
  parseThreshold,
  percentText,
  type Share,
  shortBy,
  type Threshold,
} from '../../src/coverage-gate/thresholds.ts';

function read(value: number | string): Threshold {
  const threshold = parseThreshold(value);
  if (threshold === undefined) throw new Error(`${value} is no threshold`);
  return threshold;
}

const share = fc
  .nat({ max: 1_000_000_000 })
  .chain((total): fc.Arbitrary<Share> => fc.nat({ max: total }).map((covered) => ({ covered, total })));
/** A percentage in exact hundred-millionths, and how it is written. */
const percent = fc
  .tuple(fc.integer({ min: 0, max: 100_0000_0000 }), fc.integer({ min: 0, max: 8 }))
  .map(([units, digits]) => {
    const kept = Math.floor(units / 10 ** (8 - digits)) * 10 ** (8 - digits);
    const decimals = String(kept % 1_0000_0000)
      .padStart(8, '0')
      .slice(0, digits);
    const whole = String(Math.floor(kept / 1_0000_0000));
    return { units: BigInt(kept), written: digits === 0 ? whole : `${whole}.${decimals}` };
  });

describe('thresholds', () => {
  it('never round 89.996 % up to 90 %', () => {
    const almost = { covered: 22_499, total: 25_000 };
    expect(meets(almost, read(90))).toBe(false);
    expect(meets(almost, read('89.996'))).toBe(true);
    expect(meets(almost, read('89.997'))).toBe(false);
    expect(percentText(almost)).toBe('89.99%');
    expect(shortBy(almost, read(90))).toBe(1);
  });

  it('agree with fractions of integers', () => {
    fc.assert(
      fc.property(share, percent, (one, { units, written }) => {
        // covered / total >= units / 10^10, multiplied out.
        const isMet = BigInt(one.covered) * 100_0000_0000n >= units * BigInt(one.total);
        expect(meets(one, read(written))).toBe(isMet);
      }),
    );
  });

  it('are short by the least number that would be enough', () => {
    fc.assert(
      fc.property(share, percent, (one, { written }) => {
        const threshold = read(written);
        const short = shortBy(one, threshold);
        expect(meets({ ...one, covered: one.covered + short }, threshold)).toBe(true);
        if (short > 0) expect(meets({ ...one, covered: one.covered + short - 1 }, threshold)).toBe(false);
      }),
    );
  });

  it('take a negative integer for how many may be uncovered', () => {
    fc.assert(
      fc.property(share, fc.integer({ min: 1, max: 1_000_000_000 }), (one, most) => {
        const uncovered = one.total - one.covered;
        expect(meets(one, read(-most))).toBe(uncovered <= most);
        expect(shortBy(one, read(String(-most)))).toBe(Math.max(0, uncovered - most));
      }),
    );
  });

  it('refuse what is lower than it was, by more than the tolerance, with more uncovered', () => {
    fc.assert(
      fc.property(share, share, percent, (one, was, { units, written }) => {
        fc.pre(was.total > 0);
        const threshold = noWorseThan(was, parsePercent(written) ?? { scaled: 0n, scale: 1n });
        const lower = BigInt(was.covered) * BigInt(one.total) - BigInt(one.covered) * BigInt(was.total);
        const isLower = lower * 100_0000_0000n > units * BigInt(was.total) * BigInt(one.total);
        const isWorse = isLower && one.total - one.covered > was.total - was.covered;
        expect(meets(one, threshold)).toBe(!isWorse);
        const short = shortBy(one, threshold);
        expect(meets({ ...one, covered: one.covered + short }, threshold)).toBe(true);
        if (short > 0) expect(meets({ ...one, covered: one.covered + short - 1 }, threshold)).toBe(false);
      }),
    );
  });

  it('are kept as they are written', () => {
    expect([90, '89.995', 89.995, '090.50', -3].map((value) => read(value).written)).toEqual([
      '90',
      '89.995',
      '89.995',
      '090.50',
      '-3',
    ]);
  });

  it.each([
    100.5,
    '101',
    '1e2',
    1e-7,
    '',
    ' 90',
    '90%',
    '.5',
    '5.',
    -0.5,
    '-0',
    '-1.5',
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ])('are refused when they are neither: %s', (value) => {
    expect(parseThreshold(value)).toBeUndefined();
  });
});

describe('percentages', () => {
  it('are rounded down, and whole only when all is covered', () => {
    const texts = [
      [0, 0],
      [0, 3],
      [1, 3],
      [2, 3],
      [999_999, 1_000_000],
      [7, 7],
      [896, 1000],
    ] as const;
    expect(texts.map(([covered, total]) => percentText({ covered, total }))).toEqual([
      '100.00%',
      '0.00%',
      '33.33%',
      '66.66%',
      '99.99%',
      '100.00%',
      '89.60%',
    ]);
  });
});
