import { describe, expect, it } from 'vitest';
import { statsJson, statsText } from '../../../src/cli/texts/stats.ts';
import { runEntry } from '../../../src/core/runs/entry.ts';
import { statsOf } from '../../../src/core/runs/stats.ts';
import { columnsOf } from '../../../src/report-text/columns.ts';
import { openPage } from '../../../src/report-text/page.ts';
import { aCheck, aFailure, aRecord, aRemembered } from '../../support/records.ts';

const RUNS = [
  aRecord({ durationMs: 4200, checks: [aCheck({ durationMs: 1000 }), aCheck({ task: 'types', durationMs: 4000 })] }),
  aRecord({ accepted: false, durationMs: 1200, checks: [aFailure({ task: 'lint', durationMs: 1000 })] }),
  aRecord({ durationMs: 60, checks: [aRemembered({ task: 'lint' }), aRemembered({ task: 'types' })] }),
  aRecord({ durationMs: 60, checks: [aRemembered({ task: 'a\u001b[2Jb', root: 'packages/a' })], trigger: 'pre-push' }),
];
const stats = statsOf(RUNS.map(runEntry), () => '2026-11-16');
const text = (width: number) => statsText(stats, openPage({ color: false, width }));

describe('what runs have cost, for a person', () => {
  it('has a bar for each task, each cause of a run and each week', () => {
    expect(text(120)).toBe(
      `4 runs, 1 refused; checks took 6 s, and about 5 s were saved

How long checks take, as a rule
                                                  usual  in all  saved  remembered
  types                     ████████████████████  4 s    4 s     4 s    50 % of 2 runs
  lint                      █████                 1 s    2 s     1 s    33 % of 3 runs, 1 refused
  "a\\x1b[2Jb" (packages/a)                        -      0 ms    0 ms   100 % of 1 run

How long people wait, as a rule
                                usual  one in ten over  runs
  commit  ████████████████████  1.2 s  4.2 s            3 runs, 1 refused
  push    █                     60 ms  60 ms            1 run

What checks took, and what was saved, week by week
                                    took  saved  runs
  2026-11-16  ████████████████████  6 s   5 s    4 runs, 1 refused
`,
    );
  });

  it('stands in columns in 80 of them too, and below its bar in a narrow window', () => {
    expect(text(80)).toContain('  types                     ████████  4 s    4 s     4 s    50 % of 2 runs\n  lint ');
    expect(text(40)).toContain(
      '  types                    ████████\n    usual 4 s; in all 4 s; saved 4 s;\n    remembered 50 % of 2 runs\n',
    );
  });

  it.each([40, 80, 200])('keeps to a page of %i columns', (width) => {
    for (const line of text(width).split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(width);
  });

  it('says so where nothing is logged', () => {
    expect(
      statsText(
        statsOf([], () => ''),
        openPage({ color: false, width: 80 }),
      ),
    ).toBe('no run is logged yet\n');
  });
});

it('gives scripts the numbers', () => {
  expect(JSON.parse(statsJson(stats))).toMatchObject({
    version: 1,
    runs: 4,
    savedMs: 5000,
    tasks: [{ task: 'types' }, {}, {}],
  });
});
