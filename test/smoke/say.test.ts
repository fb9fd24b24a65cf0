import { describe, expect, it } from 'vitest';
import { beginning, show, showTime } from '../../src/smoke/say.ts';

describe('what a server sent', () => {
  it('is cut, and of a secret no part is left', () => {
    const text = `${'x'.repeat(95)}my-secret`;
    expect(show(text, ['my-secret'])).toBe(`"${'x'.repeat(95)}***"`);
    expect(show(`${text}${'y'.repeat(9)}`, ['my-secret'])).toBe(`"${'x'.repeat(95)}***y…`);
    expect(beginning(`${text}${'y'.repeat(99)}`, ['my-secret'])).toBe(`"${'x'.repeat(95)}***y…`);
  });

  it('is shown on one line', () => {
    expect(beginning(' <p>\n\t a\u0007</p> ', [])).toBe('"<p> a\\u0007</p>"');
  });
});

describe('a length of time', () => {
  it.each([
    [0.2, '1 ms'],
    [300, '300 ms'],
    [300.1, '301 ms'],
    [3000, '3 s'],
    [3001, '3001 ms'],
    [10_001, '11 s'],
    [120_000, '120 s'],
    [150_000, '2 min 30 s'],
  ])('is rounded up: %d', (milliseconds, text) => {
    expect(showTime(milliseconds)).toBe(text);
  });
});
