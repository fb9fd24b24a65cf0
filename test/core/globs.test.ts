import { describe, expect, it } from 'vitest';
import { pathTest, relativeTo } from '../../src/core/globs.ts';

describe('pathTest', () => {
  it('matches what any of the sources does and none of the exclusions', () => {
    const test = pathTest({ include: ['^a$', '^b|c$'], exclude: ['^xc$'] });
    expect(['a', 'ab', 'bx', 'ac', 'xc'].map(test)).toEqual([true, false, true, true, false]);
  });

  it('matches nothing without a source', () => {
    expect(pathTest({ include: [], exclude: [] })('a')).toBe(false);
  });

  it('takes a newline for a character like any other', () => {
    expect(pathTest({ include: ['^a.b$'], exclude: [] })('a\nb')).toBe(true);
  });
});

describe('relativeTo', () => {
  it.each([
    ['', 'a/b', 'a/b'],
    ['a', 'a/b', 'b'],
    ['a', 'a', undefined],
    ['a', 'ab/c', undefined],
    ['a/b', 'a/c', undefined],
  ])('sees from %j the path %j as %j', (folder, path, inside) => {
    expect(relativeTo(folder, path)).toBe(inside);
  });
});
