import fc from 'fast-check';
import { expect, it } from 'vitest';
import { innermostStarts, type Span } from '../../src/coverage-gate/spans.ts';

const span = fc
  .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 12 }))
  .map(([first, more]): Span => [first, first + more]);
const lines = fc.uniqueArray(fc.integer({ min: 1, max: 45 })).map((list) => list.sort((a, b) => a - b));

it('finds where the shortest span around a line begins, however they lie', () => {
  fc.assert(
    fc.property(lines, fc.array(span, { maxLength: 15 }), (changed, spans) => {
      const expected = changed.flatMap((line) => {
        const around = spans.filter(([first, last]) => first <= line && line <= last);
        const shortest = around.sort((a, b) => a[1] - a[0] - (b[1] - b[0]))[0];
        return shortest === undefined ? [] : [[line, shortest[0]]];
      });
      expect([...innermostStarts(changed, spans)].sort(([a], [b]) => a - b)).toEqual(expected);
    }),
  );
});

it('takes each line once, however many spans hold it', () => {
  const changed = Array.from({ length: 100_000 }, (_, at) => at + 1);
  const spans = changed.map((line): Span => [line, 200_000]);
  const starts = innermostStarts(changed, spans);
  expect([starts.get(1), starts.get(50_000), starts.get(100_000)]).toEqual([1, 50_000, 100_000]);
});
