import { describe, expect, it } from 'vitest';
import { unmet, type Wish } from '../../src/smoke/wish.ts';

describe('a wish', () => {
  it.each([
    ['ok', 'ok'],
    [1, 1],
    [null, null],
    [false, false],
    [{ equals: { a: [1, { b: 2 }], c: 0 } }, { c: 0, a: [1, { b: 2 }] }],
    [{ exists: true }, null],
    [{ exists: false }, undefined],
    [{ contains: ['a', 'c'] }, 'abc'],
    [{ contains: 'a' }, ['a', 'b']],
    [{ lacks: 'd' }, 'abc'],
    [{ lacks: 'ab' }, ['abc']],
    [{ lacks: 'a' }, null],
    [{ lacks: 'a' }, []],
    [{ matches: '^\\d+$' }, 42],
    [{ matches: '^true$' }, true],
    [{ atLeast: 1, atMost: 1 }, 1],
  ] as [Wish, unknown][])('is met: %j by %j', (wish, value) => {
    expect(unmet(wish, value)).toEqual([]);
  });

  it.each([
    ['ok', 'OK', ['"ok"']],
    [1, '1', ['1']],
    [null, undefined, ['null']],
    [{ equals: [1, 2] }, [2, 1], ['[1,2]']],
    [{ equals: { a: 1 } }, { a: 1, b: 2 }, ['{"a":1}']],
    [{ equals: {} }, [], ['{}']],
    [{ equals: [] }, {}, ['[]']],
    [{ equals: { b: 1 } }, { a: 1 }, ['{"b":1}']],
    [{ exists: false }, '', ['nothing']],
    [{ exists: true }, undefined, ['something']],
    [{ lacks: 'a' }, undefined, ['something']],
    [{ contains: 'x', matches: '^b/', lacks: 'a' }, 'abc', ['something with "x"', 'something without "a"', '/^b\\//']],
    [{ contains: 'x', matches: '^b' }, undefined, ['something with "x"']],
    [{ atLeast: 3 }, undefined, ['at least 3']],
    [{ atMost: 3 }, undefined, ['at most 3']],
    [{ matches: 'a' }, undefined, ['/a/']],
    [{ contains: 'a' }, { a: 1 }, ['something with "a"']],
    [{ matches: '.' }, null, ['/./']],
    [{ lacks: 'a' }, { a: 1 }, ['something without "a"']],
    [{ lacks: 'a' }, [{ code: 'a' }], ['something without "a"']],
    [{ atLeast: 2 }, '3', ['at least 2']],
    [{ atMost: 2 }, 2.1, ['at most 2']],
  ] as [Wish, unknown, string[]][])('is not met, and says what is missing: %j by %j', (wish, value, words) => {
    expect(unmet(wish, value)).toEqual(words);
  });
});
