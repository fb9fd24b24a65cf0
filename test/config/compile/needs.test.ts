import { describe, expect, it } from 'vitest';
import { checkNeeds } from '../../../src/config/compile/needs.ts';

/** Tasks by name, each with what it needs. */
function tasks(needs: Readonly<Record<string, readonly string[]>>) {
  return Object.entries(needs).map(([name, needed]) => ({ name, needs: needed }));
}

describe('checkNeeds', () => {
  it('finds nothing in tasks that need each other one way', () => {
    expect(checkNeeds('fast', tasks({ a: ['b', 'c'], b: ['c'], c: [] }))).toEqual([]);
    expect(checkNeeds('fast', [])).toEqual([]);
  });

  it('names one circle, and each name that is no task, at its place', () => {
    expect(checkNeeds('fast', tasks({ a: ['b', 'x'], b: ['c'], c: ['b', 'y'] }))).toEqual([
      {
        path: ['tiers', 'fast', 'tasks', 'a', 'needs', 1],
        message: '`a` needs `x`, which is no task of the tier; did you mean `b`?',
      },
      {
        path: ['tiers', 'fast', 'tasks', 'c', 'needs', 1],
        message: '`c` needs `y`, which is no task of the tier; did you mean `a`?',
      },
      { path: ['tiers', 'fast', 'tasks', 'b', 'needs'], message: 'tasks need each other in a circle: b → c → b' },
    ]);
  });

  it('looks at each task once, however many ways lead to it', () => {
    let looks = 0;
    const counted = (names: readonly string[]) =>
      Object.assign([...names], {
        [Symbol.iterator]: () => {
          looks += 1;
          return names[Symbol.iterator]();
        },
      });
    const layers = Array.from({ length: 10 }, (_, layer) => [`a${layer}`, `b${layer}`]);
    const needs = layers.flatMap((names, layer) =>
      names.map((name) => [name, counted(layers[layer + 1] ?? [])] as const),
    );
    expect(checkNeeds('fast', tasks(Object.fromEntries(needs)))).toEqual([]);
    expect(looks).toBe(20);
  });
});
