import { describe, expect, it } from 'vitest';
import { asArray, asInteger, asObject, parseJson } from '../../src/core/json-shape.ts';

describe('the shape of JSON', () => {
  it('is let through where it is as expected', () => {
    expect(asObject(parseJson('{"a": [1]}'), 'it')).toEqual({ a: [1] });
    expect(asArray([1], 'it')).toEqual([1]);
    expect(asInteger(-1, 'it')).toBe(-1);
  });

  it('is a sentence where there is none', () => {
    expect(() => parseJson('{"a": ')).toThrow(/^cut short or not JSON: /);
  });

  it.each([null, [], 'text', 1])('is no object: %j', (value) => {
    expect(() => asObject(value, 'the report')).toThrow('the report is not an object');
  });

  it.each([null, {}, 'text'])('is no array: %j', (value) => {
    expect(() => asArray(value, 'files')).toThrow('files is not an array');
  });

  it.each([null, '1', 1.5, Number.NaN])('is no integer: %j', (value) => {
    expect(() => asInteger(value, 'line')).toThrow('line is not an integer');
  });
});
