import { describe, expect, it } from 'vitest';
import {
  countedPlaces,
  LineCounter,
  packLines,
  packPlaces,
  unpackLines,
  unpackPlaces,
} from '../../src/core/coverage-pack.ts';

describe('packed lines', () => {
  it.each([
    [[], []],
    [
      [
        [0, 1],
        [1, 0],
        [400, 9],
      ],
      [
        [0, 1],
        [1, 0],
        [400, 9],
      ],
    ],
    [
      [
        [3, 1],
        [1, 2],
        [3, 4],
        [2, 0],
      ],
      [
        [1, 2],
        [2, 0],
        [3, 5],
      ],
    ],
    [
      [
        [5, 1],
        [5, 1],
      ],
      [[5, 2]],
    ],
  ] as const)('of %j are %j', (lines, read) => {
    expect([...unpackLines(packLines(lines))]).toEqual(read);
  });

  it('of one file have nothing to do with those of the next', () => {
    const counter = new LineCounter();
    for (const line of [2, 1]) counter.add(line, 1);
    const first = counter.take();
    counter.add(1, 7);
    expect([[...unpackLines(first)], [...unpackLines(counter.take())], counter.take()]).toEqual([
      [
        [1, 1],
        [2, 1],
      ],
      [[1, 7]],
      '',
    ]);
  });

  it('take a few bytes each', () => {
    expect(packLines(Array.from({ length: 1000 }, (_, at) => [at + 1, at % 30] as const)).length).toBeLessThan(2100);
  });
});

describe('packed places', () => {
  it('come in the order of lines, those of one line in their own, with names and weights', () => {
    const places = [
      [9, 1, 'a'],
      [2, 0, 'z'],
      [2, 3, 'b'],
      [2, 1, undefined, 4],
      [9, 0],
    ] as const;
    expect([...unpackPlaces(packPlaces(places))]).toEqual([
      [2, 0, 'z'],
      [2, 3, 'b'],
      [2, 1, undefined, 4],
      [9, 1, 'a'],
      [9, 0],
    ]);
  });

  it('of mere numbers weigh as much as these', () => {
    expect(countedPlaces(3, 2, 1)).toEqual([
      [3, 1, undefined, 2],
      [3, 0, undefined, 1],
    ]);
    expect(countedPlaces(3, 0, 0)).toEqual([]);
  });
});
