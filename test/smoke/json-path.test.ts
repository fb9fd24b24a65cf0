import { describe, expect, it } from 'vitest';
import { stepsOf, valueAt } from '../../src/smoke/json-path.ts';

describe('a path into JSON', () => {
  it.each([
    ['$', []],
    ['a', ['a']],
    ['$.a', ['a']],
    ['a.b-c[0].d_1', ['a', 'b-c', 0, 'd_1']],
    ['[0][1]', [0, 1]],
    ['$[0].a', [0, 'a']],
    ['["a.b"]["c\\"d\\\\"]', ['a.b', 'c"d\\']],
    ['a["b c"].d', ['a', 'b c', 'd']],
  ])('is read: %s', (path, steps) => {
    expect(stepsOf(path)).toEqual(steps);
  });

  it.each(['', '.a', 'a.', 'a..b', 'a b', 'a[', 'a[x]', "['a']", '$a', 'a[0]b', '1a', '["a]', '$.', 'a[-1]'])(
    'is none: %s',
    (path) => {
      expect(stepsOf(path)).toBeUndefined();
      expect(() => valueAt({}, path)).toThrow(RangeError);
    },
  );

  it.each([
    ['a.b[1]', 2],
    ['$', { a: { b: [1, 2], n: null } }],
    ['a.n', null],
    ['a.n.x', undefined],
    ['a.b[2]', undefined],
    ['a.b.length', undefined],
    ['a[0]', undefined],
    ['constructor', undefined],
    ['a.b[0].toString', undefined],
  ])('leads to what the document holds itself: %s', (path, value) => {
    expect(valueAt({ a: { b: [1, 2], n: null } }, path)).toEqual(value);
  });
});
