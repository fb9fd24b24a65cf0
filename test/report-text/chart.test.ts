import { expect, it } from 'vitest';
import { type Chart, chartLines } from '../../src/report-text/chart.ts';
import { openPage } from '../../src/report-text/page.ts';

const CHART: Chart = {
  title: 'How long checks take',
  heads: ['usual', 'remembered'],
  lines: [
    { name: 'lint', share: 1, cells: ['1 s', '50 % of 20 runs, 3 refused'] },
    { name: 'a name that is longer than others are', share: Number.NaN, cells: ['-', 'never'] },
  ],
};
const lines = (width: number) => chartLines(CHART, openPage({ color: false, width }));

it('A chart stands in columns, the last of which is broken where the page ends', () => {
  expect(lines(70)).toEqual([
    'How long checks take',
    '                                     usual  remembered',
    '  lint                     ████████  1 s    50 % of 20 runs, 3 refused',
    '  a name that is longer …            -      never',
  ]);
});

it('In a narrow window what a bar means stands below it', () => {
  expect(lines(40)).toEqual([
    'How long checks take',
    '  lint                          ████████',
    '    usual 1 s;',
    '    remembered 50 % of 20 runs, 3',
    '    refused',
    '  a name that is longer than o…',
    '    usual -; remembered never',
  ]);
});

it('What a bar means stands below it, too, where the last column would be broken at every word', () => {
  const cells = ['1 min 13 s', '1 min 13 s', '33 % of 3 runs, 1 refused'];
  const wide = { ...CHART, heads: ['usual', 'in all', 'runs'], lines: [{ name: 'x'.repeat(40), share: 1, cells }] };
  expect(chartLines(wide, openPage({ color: false, width: 75 }))).toEqual([
    'How long checks take',
    `  ${'x'.repeat(40)} ████████`,
    '    usual 1 min 13 s; in all 1 min 13 s; 33 % of 3 runs, 1 refused',
  ]);
});
