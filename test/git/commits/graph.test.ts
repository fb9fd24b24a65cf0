import { describe, expect, it } from 'vitest';
import { type CommitGraph, independent, waysOut } from '../../../src/git/commits/graph.ts';

/** Commits with their parents, children first: `c b`. */
function graph(...lines: readonly string[]): CommitGraph {
  return new Map(lines.map((line) => [line.split(' ')[0] ?? '', line.split(' ').slice(1)]));
}

describe('waysOut', () => {
  it('leads along single parents to what lies outside', () => {
    expect(Object.fromEntries(waysOut(graph('c b', 'b a')))).toEqual({ c: ['a'], b: ['a'] });
  });

  it('leads nowhere from a history that begins in the graph', () => {
    expect(waysOut(graph('b a', 'a')).get('b')).toEqual([]);
  });

  it('leads along every parent of a merge, the first one first, and to each end once', () => {
    const ways = waysOut(graph('m l r', 'l a', 'r a b', 'n m c'));

    expect(ways.get('m')).toEqual(['a', 'b']);
    expect(ways.get('r')).toEqual(['a', 'b']);
  });

  it('keeps one list for a long history', () => {
    const lines = Array.from({ length: 1000 }, (_, index) => `${1000 - index} ${999 - index}`);
    const ways = waysOut(graph('m 1000 1000', ...lines));

    expect(new Set(ways.values()).size).toBe(1);
    expect(ways.get('m')).toEqual(['0']);
  });
});

describe('independent', () => {
  it('leaves out what others lead to, in whatever order', () => {
    const line = graph('c b', 'b a', 'a');

    expect(independent(['a', 'c', 'b'], line)).toEqual(['c']);
    expect(independent(['c', 'a'], line)).toEqual(['c']);
  });

  it('keeps those that only meet below', () => {
    expect(independent(['l', 'r'], graph('l a', 'r a', 'a'))).toEqual(['l', 'r']);
  });

  it('takes a single one without knowing anything', () => {
    expect(independent(['a'], new Map())).toEqual(['a']);
  });
});
