import { describe, expect, it } from 'vitest';
import { editJsonc, readJsonc } from '../../src/config/jsonc.ts';

const TEXT = `// a comment
{
  "tiers": { // another
    "fast": { "on": ["pre-commit", "pre-push",], },
  },
  /* "gone": 1, */
  "a.b": { "": [true, null, 1.5, "\\u00e9"] },
}
`;

describe('readJsonc', () => {
  it('reads comments and trailing commas', () => {
    expect(readJsonc('a.json', TEXT).value).toEqual({
      tiers: { fast: { on: ['pre-commit', 'pre-push'] } },
      'a.b': { '': [true, null, 1.5, 'é'] },
    });
  });

  it.each(['\n', '\r\n'])('finds values and keys by line and column, with %j at the end of lines', (lineEnd) => {
    const { locate } = readJsonc('a.json', TEXT.replaceAll('\n', lineEnd));
    expect(locate([])).toEqual({ line: 2, column: 1 });
    expect(locate(['tiers', 'fast'])).toEqual({ line: 4, column: 5 });
    expect(locate(['tiers', 'fast', 'on', 1])).toEqual({ line: 4, column: 36 });
    expect(locate(['a.b', '', 3])).toEqual({ line: 7, column: 34 });
    expect(locate(['tiers', 'slow'])).toBeUndefined();
    expect(locate(['tiers', 'fast', 'on', 2])).toBeUndefined();
  });

  it('keeps a key that would be the prototype', () => {
    const { value } = readJsonc('a.json', '{ "__proto__": { "tiers": {} } }');
    expect(Object.keys(Object(value))).toEqual(['__proto__']);
    expect(Object(value).tiers).toBeUndefined();
  });

  it.each([
    ['{ "a": 1 "b": 2 }', 'a.json:1:10 is not valid JSON: comma expected'],
    ['{\n  "a": tru\n}', 'a.json:2:8 is not valid JSON: invalid symbol'],
    ["{ 'a': 1 }", 'a.json:1:3 is not valid JSON: invalid symbol'],
    ['{ "a": 1', 'a.json:1:9 is not valid JSON: close brace expected'],
    ['{ "a": [1, 2 }', 'a.json:1:14 is not valid JSON: comma expected'],
    ['{ "a": "b }', 'a.json:1:8 is not valid JSON: unexpected end of string'],
    ['{ /* }', 'a.json:1:3 is not valid JSON: unexpected end of comment'],
    ['{} {}', 'a.json:1:4 is not valid JSON: end of file expected'],
    ['nonsense', 'a.json:1:1 is not valid JSON: invalid symbol'],
    ['{ "a": "\u0001" }', 'a.json:1:8 is not valid JSON: invalid character'],
    ['{ "a": 1,\n  "b": 2,\n  "a": 3 }', 'a.json:3:3 the key `a` stands here for the second time'],
    ['[{ "x": { "a": 1, "a": 1 } }]', 'a.json:1:19 the key `a` stands here for the second time'],
    [' ', 'a.json is empty'],
    ['/* nothing */', 'a.json is empty'],
  ])('says what is wrong with %j', (text, message) => {
    expect(() => readJsonc('a.json', text)).toThrow(expect.objectContaining({ code: 'config', message }));
  });
});

describe('editJsonc', () => {
  it('changes a value, or takes it out, and leaves everything else as it is written', () => {
    const text = '{\n\t// one\n\t"a": 1,\n\t"b": {\n\t\t"c": [1,2]\n\t}\n}\n';
    expect(editJsonc(text, ['b', 'c'], 'x')).toBe(text.replace('[1,2]', '"x"'));
    expect(editJsonc(text, ['b'], undefined)).toBe('{\n\t// one\n\t"a": 1\n}\n');
  });
});
