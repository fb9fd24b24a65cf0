import { describe, expect, it } from 'vitest';
import { budgetLines, budgetText } from '../../src/report-text/budgets.ts';
import { openPage } from '../../src/report-text/page.ts';
import text from '../../src/reports/text.ts';
import { aCheck, aRecord } from '../support/records.ts';

const over = {
  ...{ tier: 'fast', budgetMs: 5000, tookMs: 7200, roomier: 'thorough' },
  tasks: [{ task: 'types', latestMs: [3100, 900, 6800] }],
};
const record = aRecord({ checks: [aCheck()], overBudget: [over] });

describe('a tier over its budget', () => {
  it('is told with the task, its last durations and what can be done, above the verdict', () => {
    expect(text.render([record], { color: false, width: 80 })).toBe(
      [
        '! fast  took 7.2 s, over its budget of 5 s',
        '    types took 6.8 s; the last 3: 3.1 s, 900 ms, 6.8 s',
        '    ▄▂█',
        "    move it to `thorough`, or raise the tier's `budget`",
        '✓ fast  1 check passed (412 ms)',
        '',
      ].join('\n'),
    );
  });

  it('draws nothing in words, nor of one duration', () => {
    const page = openPage({ color: false, width: 80, words: true });
    expect(budgetLines(record, page).flat()).toEqual([
      'warning: fast  took 7.2 s, over its budget of 5 s',
      '    types took 6.8 s; the last 3: 3.1 s, 900 ms, 6.8 s',
      "    move it to `thorough`, or raise the tier's `budget`",
    ]);
    const first = { ...over, tasks: [{ task: 'types', root: 'web', latestMs: [6800] }] };
    expect(budgetLines({ ...record, overBudget: [first] }, page).flat()[1]).toBe('    types (web) took 6.8 s');
  });

  it('is one line for who wants few, and says where else where no tier has more time', () => {
    const { roomier: _, ...nowhere } = over;
    expect(budgetText({ ...nowhere, tasks: [...over.tasks, { task: 'lint', latestMs: [6000] }] })).toBe(
      "fast took 7.2 s, over its budget of 5 s: types 6.8 s, lint 6 s; move them to a tier that runs less often, such as one at pre-push, or raise the tier's `budget`",
    );
  });
});
