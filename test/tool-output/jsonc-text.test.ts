import { describe, expect, it } from 'vitest';
import { extended, isFollowed, withoutComments } from '../../src/tool-output/jsonc-text.ts';

describe('withoutComments', () => {
  it.each([
    ['{ "a": 1 // one\n}', '{ "a": 1  \n}'],
    ['{ /* "a": 1,\n */ "b": 2 }', '{   "b": 2 }'],
    ['{ "a": "http://x/*y*/" }', '{ "a": "http://x/*y*/" }'],
    ['{ "a": "\\"// no" } // yes', '{ "a": "\\"// no" }  '],
    ['{ "a": 1 /* without an end', '{ "a": 1  '],
  ])('takes them out of %j', (text, rest) => {
    expect(withoutComments(text)).toBe(rest);
  });
});

describe('extended', () => {
  it('finds all of it, wherever it stands', () => {
    expect(extended('{ "extends": "./a", "overrides": [{ "extends": ["b", "c.json"] }], "x": ["d"] }')).toEqual([
      './a',
      'b',
      'c.json',
    ]);
    expect(extended('{}')).toEqual([]);
  });

  it.each([
    ['./base.json', true],
    ['../base', true],
    ['base.json', true],
    ['shared/base.jsonc', false],
    ['@acme/base.json', false],
    ['acme', false],
    ['/etc/base.json', false],
    ['https://acme.dev/base.json', false],
  ])('leads to %s, which is followed: %s', (base, followed) => {
    expect(isFollowed(base)).toBe(followed);
  });
});
