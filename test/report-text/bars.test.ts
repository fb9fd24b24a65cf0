import { expect, it } from 'vitest';
import { bar, spark } from '../../src/report-text/bars.ts';

it.each([
  [0, ''],
  [0.001, '▏'],
  [0.5, '██'],
  [0.6, '██▍'],
  [1, '████'],
  [7, '████'],
])('fills %d of four columns', (share, drawn) => {
  expect(bar(share, 4)).toBe(drawn);
});

it('a spark has a column for each amount, the largest as high as a line, and none that cannot be seen', () => {
  expect(spark([1, 2, 4, 8])).toBe('▁▂▄█');
  expect(spark([0, 0.01, 100])).toBe('▁▁█');
  expect(spark([0, 0])).toBe('▁▁');
});
