import { describe, expect, it } from 'vitest';
import { type RunEntry, runEntry } from '../../../src/core/runs/entry.ts';
import { exceededBudgets, explainBudgets, type Spending } from '../../../src/core/runs/over-budget.ts';
import type { Tier } from '../../../src/core/task.ts';
import { makeTier } from '../../support/facts.ts';
import { aCheck, aFailure, aRecord, aRemembered } from '../../support/records.ts';

const tier = (name: string, budget?: number, on: readonly string[] = ['pre-commit']): Tier => ({
  ...makeTier({ name, on }),
  ...(budget === undefined ? {} : { budget }),
});
const spending = (tiers: readonly Tier[], more: Partial<Spending> = {}): Spending => ({
  ...{ tiers, configured: tiers, ends: new Map([['fast', 7000]]) },
  ...more,
});
const slow = aCheck({ task: 'types', durationMs: 6000 });
const record = aRecord({ checks: [aCheck({ durationMs: 400 }), slow], durationMs: 7000 });

describe('a tier over its budget', () => {
  it('is one that took longer than it should', () => {
    expect(exceededBudgets(record, spending([tier('fast', 5000)]))).toEqual([
      { tier: 'fast', budgetMs: 5000, tookMs: 7000 },
    ]);
    expect(exceededBudgets(record, spending([tier('fast', 7000)]))).toEqual([]);
    expect(exceededBudgets(record, spending([tier('fast')]))).toEqual([]);
  });

  it('is none where nothing was looked at', () => {
    const checks = [aRemembered(), aCheck({ status: 'skipped', reason: 'no-files' })];
    expect(exceededBudgets({ ...record, checks }, spending([tier('fast', 5000)]))).toEqual([]);
  });

  it('is measured to the end of its last check where a run has several', () => {
    const tiers = [tier('fast', 5000), tier('other', 5000)];
    const checks = [slow, aCheck({ tier: 'other' })];
    const ends = new Map([
      ['fast', 6100.4],
      ['other', 900],
    ]);
    expect(exceededBudgets({ ...record, checks }, spending(tiers, { ends }))).toEqual([
      { tier: 'fast', budgetMs: 5000, tookMs: 6100 },
    ]);
  });

  it('is one with those of the same name in other folders, and has the most generous budget', () => {
    const tiers = [tier('fast', 5000), { ...tier('fast', 8000), root: 'web' }, tier('fast')];
    expect(exceededBudgets(record, spending(tiers))).toEqual([]);
  });
});

describe('why it is', () => {
  const explain = (checks: typeof record.checks, runs: readonly RunEntry[] = [], more: Partial<Spending> = {}) => {
    const [one] = explainBudgets(
      [{ tier: 'fast', budgetMs: 5000, tookMs: 7000 }],
      { ...record, checks },
      spending([tier('fast', 5000)], more),
      runs,
    );
    return one;
  };

  it('is the slowest task, or all that are too slow by themselves', () => {
    const ofMs = (...all: readonly number[]) =>
      all.map((durationMs, index) => aCheck({ task: `t${index}`, durationMs }));
    expect(explain(ofMs(10, 4000, 3000))?.tasks).toEqual([{ task: 't1', latestMs: [4000] }]);
    expect(explain(ofMs(5001, 5000, 6000, 9000, 8000))?.tasks.map(({ task }) => task)).toEqual(['t3', 't4', 't2']);
  });

  it('is told with its last ten durations, this one last; what was remembered, or is of another folder, took none', () => {
    const took = (durationMs: number, more = {}) =>
      runEntry(aRecord({ checks: [aCheck({ task: 'types', durationMs, ...more })] }));
    const earlier = Array.from({ length: 12 }, (_, index) => took(index * 100));
    const others = [took(1, { root: 'web' }), runEntry(aRecord({ checks: [aRemembered({ task: 'types' })] }))];
    expect(explain([slow], [...earlier, ...others])?.tasks).toEqual([
      { task: 'types', latestMs: [300, 400, 500, 600, 700, 800, 900, 1000, 1100, 6000] },
    ]);
    expect(explain([aFailure({ ...slow, status: 'failed', root: 'web' })], [...earlier, ...others])?.tasks).toEqual([
      { task: 'types', root: 'web', latestMs: [1, 6000] },
    ]);
  });

  it.each<readonly [string | undefined, readonly Tier[]]>([
    [undefined, []],
    ['thorough', [tier('thorough', 120_000, ['pre-push']), tier('slow', undefined, ['pull_request'])]],
    ['slow', [tier('slow', undefined, ['pull_request'])]],
    [undefined, [tier('tight', 5000, ['pre-push'])]],
    [undefined, [tier('beside', 9000, ['pre-commit'])]],
    [undefined, [tier('message', 9000, ['commit-msg'])]],
    [undefined, [tier('by-hand', 9000, [])]],
  ])('names the tier %s as one that has more time, of %#', (roomier, others) => {
    expect(explain([slow], [], { configured: [tier('fast', 5000), ...others] })?.roomier).toBe(roomier);
  });
});
