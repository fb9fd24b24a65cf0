import { describe, expect, it } from 'vitest';
import { cronProblem } from '../../src/core/cron.ts';

describe('a cron line', () => {
  it.each(['17 3 * * *', '*/15 0-6,18-23 1 1-12/3 MON-FRI', '0 0 31 dec 0', '5  4 * * sun', '1,2-4,*/7 * * * *'])(
    'may be %s',
    (line) => expect(cronProblem(line)).toBeUndefined(),
  );

  it.each<[string, string]>([
    ['nightly', 'five fields'],
    ['@daily', 'five fields'],
    ['0 0 * * * *', 'five fields'],
    ['60 * * * *', '`60` is no minute (0 to 59)'],
    ['0 24 * * *', 'no hour'],
    ['0 0 0 * *', 'no day of the month (1 to 31)'],
    ['0 0 * 13 *', 'no month'],
    ['0 0 * * 7', 'no day of the week (0 to 6)'],
    ['5-1 * * * *', 'no minute'],
    ['1-2-3 * * * *', 'no minute'],
    ['*/0 * * * *', 'no minute'],
    ['*/5/5 * * * *', 'no minute'],
    ['1, * * * *', 'no minute'],
    ['* * * mon *', 'no month'],
    ['0x1 * * * *', 'no minute'],
    ['* L * * *', 'no hour'],
  ])('cannot be %s', (line, problem) => expect(cronProblem(line)).toContain(problem));
});
