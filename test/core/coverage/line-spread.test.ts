import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineBudget, LineSpread } from '../../../src/core/coverage/line-spread.ts';
import { unpackLines } from '../../../src/core/coverage/unpack.ts';

type Range = readonly [first: number, last: number, hits: number];

const range = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 3 }))
  .map(([first, more, hits]): Range => [first, first + more, hits]);

function spread(ranges: readonly Range[], counter = new LineSpread()) {
  for (const [first, last, hits] of ranges) counter.add(first, last, hits);
  return [...unpackLines(counter.take())];
}

describe('lines on which several things lie', () => {
  it('ran as often as all of them', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 12 }), (ranges) => {
        const counts = new Map<number, number>();
        for (const [first, last, hits] of ranges) {
          for (let line = first; line <= last; line += 1) counts.set(line, (counts.get(line) ?? 0) + hits);
        }
        expect(spread(ranges)).toEqual([...counts].sort(([a], [b]) => a - b));
      }),
    );
  });

  it('ran where anything on them did, beside counts of any size', () => {
    const lines = spread([
      [1, 3, 1e300],
      [2, 5, 1],
      [4, 6, 0],
    ]);
    expect(lines.map(([line, hits]) => [line, hits > 0])).toEqual([
      ...[1, 2, 3, 4, 5].map((line) => [line, true]),
      [6, false],
    ]);
  });

  it('of one file have nothing to do with those of the next', () => {
    const counter = new LineSpread();
    spread([[1, 5, 1]], counter);
    expect(spread([[3, 3, 2]], counter)).toEqual([[3, 2]]);
  });

  it('are not as many as no project has', () => {
    const budget = new LineBudget();
    for (let file = 0; file < 50; file += 1) budget.spend(1, 1_000_000);
    expect(() => budget.spend(1, 1)).toThrow('it speaks of more than 50000000 lines');
    expect(() => budget.spend(1, 1_000_001)).toThrow('it speaks of line 1000001 of a file');
  });
});
