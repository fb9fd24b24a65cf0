import { describe, expect, it } from 'vitest';
import { jsonText } from '../../src/report-text/json-text.ts';

describe('JSON for scripts', () => {
  it('holds the value unchanged and ends in a newline', () => {
    const value = { text: 'ü 日本 "q" \\ \x1b[31m \x9b2J \u202e \u2028 \x7f', list: [1, null, true] };
    const text = jsonText(value);
    expect(JSON.parse(text)).toEqual(value);
    expect(text.endsWith('}\n')).toBe(true);
  });

  it('has nothing in it that a terminal would obey', () => {
    expect(jsonText('\x1b[31m \x9b2J \u202e \u2028 \x7f')).toBe('"\\u001b[31m \\u009b2J \\u202e \\u2028 \\u007f"\n');
  });
});
