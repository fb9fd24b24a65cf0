import { describe, expect, it } from 'vitest';
import type { PlaceHits } from '../../src/core/coverage/report.ts';
import { mergePlaces } from '../../src/coverage-gate/places.ts';

const lcov = (...places: readonly PlaceHits[]) => ({ format: 'lcov', places });
const cobertura = (...places: readonly PlaceHits[]) => ({ format: 'cobertura', places });
const hits = (...sources: Parameters<typeof mergePlaces>[0]) =>
  mergePlaces(sources).places.map(([line, count]) => [line, count]);

describe('places of several reports', () => {
  it('are added when they are the same, and united when they are not', () => {
    expect(hits(lcov([1, 1, 'a'], [1, 0, 'b']), lcov([1, 0, 'a'], [1, 2, 'b'], [3, 0, 'c']))).toEqual([
      [1, 1],
      [1, 2],
      [3, 0],
    ]);
  });

  it('are added in order where the reports name the same ones', () => {
    const places = [lcov([1, 1, 'a'], [1, 0, 'a'], [2, 0, 'b']), lcov([1, 0, 'a'], [1, 4, 'a'], [2, 0, 'b'])];
    expect(hits(...places)).toEqual([
      [1, 1],
      [1, 4],
      [2, 0],
    ]);
    expect(hits(...places, lcov([2, 3, 'b']))).toEqual([
      [1, 1],
      [1, 4],
      [2, 3],
    ]);
  });

  it('of one name on one line in one report are several', () => {
    expect(hits(lcov([1, 1, 'f'], [1, 0, 'f']), lcov([1, 1, 'f'], [1, 0, 'f']))).toEqual([
      [1, 2],
      [1, 0],
    ]);
  });

  it('that are only counted never add up to more than the better report says', () => {
    expect(hits(cobertura([1, 1], [1, 0]), cobertura([1, 1], [1, 0]))).toEqual([
      [1, 1],
      [1, 0],
    ]);
    expect(hits(cobertura([1, 1], [1, 0]), lcov([1, 1, 'a'], [1, 1, 'b']))).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  it('are disputed when their numbers differ and nothing tells them apart', () => {
    expect(mergePlaces([cobertura([4, 1]), lcov([4, 1, 'a'], [4, 1, 'b'])]).disputed).toBe(4);
    expect(mergePlaces([cobertura([4, 1]), cobertura([5, 1])]).disputed).toBeUndefined();
  });
});
