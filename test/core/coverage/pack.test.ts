import { describe, expect, it } from 'vitest';
import {
  addLines,
  countedPlaces,
  LineCounter,
  PlaceCounter,
  packLines,
  packPlaces,
} from '../../../src/core/coverage/pack.ts';
import { linesWithoutHits, tallyOfPacked, unpackLines, unpackPlaces } from '../../../src/core/coverage/unpack.ts';

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
    expect(packLines(Array.from({ length: 1000 }, (_, at) => [at + 1, at % 15] as const)).length).toBeLessThan(1100);
  });

  it.each([
    [[], []],
    [[[[1, 1]], []], [[1, 1]]],
    [
      [
        [
          [0, 1],
          [5, 2],
        ],
        [
          [5, 3],
          [6, 0],
        ],
        [
          [2, 0],
          [9, 1],
        ],
      ],
      [
        [0, 1],
        [2, 0],
        [5, 5],
        [6, 0],
        [9, 1],
      ],
    ],
  ] as const)('of several lists are added: %j', (lists, sum) => {
    expect([...unpackLines(addLines(lists.map((lines) => packLines(lines))))]).toEqual(sum);
  });

  it('say at once how many ran, and which did not', () => {
    const packed = packLines([
      [9, 0],
      [1, 2],
      [2, 0],
      [70, 40],
    ]);
    expect([tallyOfPacked(packed), linesWithoutHits(packed)]).toEqual([
      [2, 4],
      [2, 9],
    ]);
    expect([tallyOfPacked(''), linesWithoutHits('')]).toEqual([[0, 0], []]);
  });

  it('keep counts as far as they are exact', () => {
    const hits = [2 ** 40 + 1, 1e300].map((count, at) => [at, count] as const);
    expect([...unpackLines(packLines(hits))]).toEqual([
      [0, 2 ** 40 + 1],
      [1, 2 ** 52 - 1],
    ]);
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

  it('say at once how many ran, by their weight', () => {
    expect(tallyOfPacked(packPlaces([...countedPlaces(3, 2, 5), [4, 1, 'a'], [4, 0, 'b']]))).toEqual([3, 9]);
  });

  it('of one file have nothing to do with those of the next', () => {
    const counter = new PlaceCounter();
    const name = Buffer.from('an ärm, of two');
    counter.addIn(40, 1, name, 3, name.length);
    counter.add(40, 0);
    const first = counter.take();
    counter.add(2, 0, 'x', 7);
    expect([[...unpackPlaces(first)], [...unpackPlaces(counter.take())], counter.take()]).toEqual([
      [
        [40, 1, 'ärm, of two'],
        [40, 0],
      ],
      [[2, 0, 'x', 7]],
      '',
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
