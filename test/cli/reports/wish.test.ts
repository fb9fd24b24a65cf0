import { expect, it } from 'vitest';
import { readReportWishes } from '../../../src/cli/reports/wish.ts';

it('goes to standard output by each of its names', () => {
  for (const wish of ['json', 'json=-', 'json=/dev/stdout', 'json=/dev/fd/1']) {
    expect(readReportWishes([wish])).toEqual([{ format: 'json' }]);
  }
  expect(readReportWishes(['json=a=b'])).toEqual([{ format: 'json', file: 'a=b' }]);
});

it.each([
  ['jsn', 'there is no report `jsn`; did you mean `json`?'],
  ['html=', 'the report `html` is to go into a file without a name'],
  ['html=out/', 'the report `html` is to go into the folder `out/`'],
])('says what is wrong with %s', (wish, message) => {
  expect(() => readReportWishes([wish])).toThrow(message);
});

it('lets no report take the place of another one', () => {
  expect(readReportWishes(['json=a', 'sarif=b', 'text', 'github'])).toHaveLength(4);
  expect(() => readReportWishes(['json=a', 'sarif=a'])).toThrow('two reports are to go into `a`');
});
