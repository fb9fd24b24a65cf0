import { describe, expect, it } from 'vitest';
import { asArray, asInteger, asObject, isObject, parseJson, valueAt } from '../../src/core/json-shape.ts';

describe('the shape of JSON', () => {
  it('is let through where it is as expected', () => {
    expect(asObject(parseJson('{"a": [1]}'), 'it')).toEqual({ a: [1] });
    expect(asArray([1], 'it')).toEqual([1]);
    expect(asInteger(-1, 'it')).toBe(-1);
    expect([{}, [], null, 'text'].map(isObject)).toEqual([true, false, false, false]);
  });

  it('is followed by what each value has itself, and by nothing that all objects have', () => {
    const value = { list: [{ key: null }] };
    expect(valueAt(value, ['list', 0, 'key'])).toBeNull();
    expect(valueAt(value, [])).toBe(value);
    for (const path of [['list', 1], ['list', 0, 'key', 'below'], ['toString'], ['list', 'map']])
      expect(valueAt(value, path)).toBeUndefined();
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
