import { describe, expect, it } from 'vitest';
import { agoText, bytesText, counted, durationText, listed } from '../../src/report-text/amounts.ts';

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

describe('bytes', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [1249, '1.2 kB'],
    [9960, '10 kB'],
    [999_499, '999 kB'],
    [999_500, '1 MB'],
    [34_400_000, '34 MB'],
    [5e15, '5000 TB'],
  ])('%d are %s', (bytes, text) => {
    expect(bytesText(bytes)).toBe(text);
  });
});

describe('what was', () => {
  const minute = 60_000;
  it.each([
    [-minute, 'just now'],
    [minute - 1, 'just now'],
    [minute, '1 minute ago'],
    [59.9 * minute, '59 minutes ago'],
    [60 * minute, '1 hour ago'],
    [47.9 * 60 * minute, '47 hours ago'],
    [48 * 60 * minute, '2 days ago'],
  ])('%d ms before is %s', (milliseconds, text) => {
    expect(agoText(milliseconds)).toBe(text);
  });
});
