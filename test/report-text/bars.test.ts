import { expect, it } from 'vitest';
import { bar } from '../../src/report-text/bars.ts';

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
