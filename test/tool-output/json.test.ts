import { describe, expect, it } from 'vitest';
import { findJson } from '../../src/tool-output/json.ts';

describe('finding the JSON document in output', () => {
  it.each([
    ['alone', '[1]', [1]],
    ['with blank lines around', '\n\n{"a":1}\n', { a: 1 }],
    ['after words', 'loading\n[loader] ready\n{"a":1}\n', { a: 1 }],
    ['before words', '{"a":1}\ndone\n', { a: 1 }],
    ['spread over lines, between words', 'hello\n{\n  "a": [\n    1\n  ]\n}\nbye\n', { a: [1] }],
    ['coloured', '\u001b[32m{"a":1}\u001b[0m', { a: 1 }],
  ])('reads it %s', (_, text, value) => {
    expect(findJson(text)).toEqual(value);
  });

  it.each(['', 'hello', '[warn] x', '{"a":', '12', '"text"', 'null'])('finds none in %j', (text) => {
    expect(findJson(text)).toBeUndefined();
  });
});
