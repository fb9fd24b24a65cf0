import { describe, expect, it } from 'vitest';
import { counted, durationText, listed } from '../../src/report-text/amounts.ts';

describe('durations', () => {
  it.each([
    [0, '0 ms'],
    [11.6, '12 ms'],
    [999.4, '999 ms'],
    [999.6, '1 s'],
    [1240, '1.2 s'],
    [59_940, '59.9 s'],
    [59_960, '1 min'],
    [125_400, '2 min 5 s'],
    [3_600_000, '60 min'],
  ])('of %d ms are told as people do', (milliseconds, text) => {
    expect(durationText(milliseconds)).toBe(text);
  });
});

describe('numbers of things', () => {
  it('agree with their word', () => {
    expect([counted(0, 'file'), counted(1, 'file'), counted(2, 'file')]).toEqual(['0 files', '1 file', '2 files']);
  });

  it('end a long list', () => {
    expect(listed(['a', 'b'])).toBe('a, b');
    expect(listed(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
  });
});
