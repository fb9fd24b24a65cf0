import { expect, it } from 'vitest';
import { dayText, minuteText, momentName, mondayOf } from '../../../src/cli/texts/moments.ts';

it('names what people do, and leaves what has no such name', () => {
  expect(['pre-commit', 'pre-push', 'manual'].map(momentName)).toEqual(['commit', 'push', 'manual']);
});

it('writes days and minutes where the reader is', () => {
  const time = new Date(2026, 0, 5, 7, 3);
  expect([dayText(time), minuteText(time)]).toEqual(['2026-01-05', '2026-01-05 07:03']);
});

it.each([
  [2026, 10, 22, '2026-11-16'],
  [2026, 10, 23, '2026-11-23'],
  [2027, 0, 1, '2026-12-28'],
])('begins the week of %i, %i, %i on a Monday', (year, month, day, monday) => {
  expect(dayText(mondayOf(new Date(year, month, day, 23, 59)))).toBe(monday);
});
