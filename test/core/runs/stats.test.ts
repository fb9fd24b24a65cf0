import { describe, expect, it } from 'vitest';
import { runEntry } from '../../../src/core/runs/entry.ts';
import { statsOf } from '../../../src/core/runs/stats.ts';
import { rememberedShare } from '../../../src/core/runs/task-stats.ts';
import { aCheck, aFailure, aRecord, aRemembered } from '../../support/records.ts';

const RUNS = [
  aRecord({ startedAt: '2026-11-16T09:00:00.000Z', durationMs: 1000, checks: [aCheck({ durationMs: 900 })] }),
  aRecord({
    startedAt: '2026-11-17T09:00:00.000Z',
    durationMs: 500,
    accepted: false,
    checks: [aFailure({ task: 'lint', durationMs: 300 }), aCheck({ task: 'types', durationMs: 4000 })],
  }),
  aRecord({
    startedAt: '2026-11-23T09:00:00.000Z',
    durationMs: 100,
    checks: [aRemembered({ task: 'lint' }), aRemembered({ task: 'types' }), aRemembered({ task: 'docs' })],
  }),
  aRecord({
    startedAt: '2026-11-24T09:00:00.000Z',
    trigger: 'pre-push',
    durationMs: 7000,
    checks: [aCheck({ task: 'lint', root: 'packages/a', durationMs: 7 }), aCheck({ durationMs: 500 })],
  }),
].map(runEntry);

const stats = statsOf(RUNS, (at) => (at < Date.parse('2026-11-23T00:00:00Z') ? 'first' : 'second'));
const task = (name: string, root = '') => stats.tasks.find((one) => one.task === name && one.root === root);

describe('what runs have cost', () => {
  it('takes for each task what half of its looks do not exceed, and counts those that refused', () => {
    expect(task('lint')).toMatchObject({ looked: 3, refused: 1, usualMs: 500, spentMs: 1700 });
    expect(task('lint')?.latestMs).toEqual([900, 300, 500]);
    expect(task('types')).toMatchObject({ looked: 1, refused: 0, usualMs: 4000, spentMs: 4000 });
  });

  it('reckons that what was remembered would have taken as long as usual, and nothing where that is not known', () => {
    expect(task('lint')).toMatchObject({ remembered: 1, savedMs: 500 });
    expect(task('types')).toMatchObject({ remembered: 1, savedMs: 4000 });
    expect(task('docs')).toMatchObject({ remembered: 1, looked: 0, usualMs: 0, savedMs: 0 });
    expect(rememberedShare({ looked: 3, remembered: 1 })).toBe(0.25);
    expect(rememberedShare({ looked: 0, remembered: 0 })).toBe(0);
  });

  it('keeps tasks of one name apart where their configs are others', () => {
    expect(task('lint', 'packages/a')).toMatchObject({ looked: 1, usualMs: 7, remembered: 0 });
  });

  it('has the slowest task first, and the most frequent cause of a run', () => {
    expect(stats.tasks.map(({ task: name }) => name)).toEqual(['types', 'lint', 'lint', 'docs']);
    expect(stats.triggers).toEqual([
      { trigger: 'pre-commit', runs: 3, refused: 1, usualMs: 500, slowMs: 1000 },
      { trigger: 'pre-push', runs: 1, refused: 0, usualMs: 7000, slowMs: 7000 },
    ]);
  });

  it('adds weeks up, in the order of time', () => {
    expect(stats.weeks).toEqual([
      { week: 'first', runs: 2, refused: 1, spentMs: 5200, savedMs: 0 },
      { week: 'second', runs: 2, refused: 0, spentMs: 507, savedMs: 4500 },
    ]);
    expect(stats).toMatchObject({
      since: '2026-11-16T09:00:00.000Z',
      runs: 4,
      refused: 1,
      spentMs: 5707,
      savedMs: 4500,
    });
  });

  it('forgets what a task took fifty looks ago', () => {
    const slow = Array.from({ length: 60 }, () => aRecord({ checks: [aCheck({ durationMs: 9000 })] }));
    const quick = Array.from({ length: 50 }, () => aRecord({ checks: [aCheck({ durationMs: 10 })] }));
    const [lint] = statsOf([...slow, ...quick].map(runEntry), () => '').tasks;
    expect(lint?.usualMs).toBe(10);
    expect(lint?.latestMs).toHaveLength(10);
  });

  it('takes a check that was stopped for time that was spent, and not for how long it takes', () => {
    const checks = [aCheck({ durationMs: 500 }), aCheck({ status: 'cancelled', durationMs: 20 })];
    const [lint] = statsOf(
      checks.map((check) => runEntry(aRecord({ checks: [check] }))),
      () => '',
    ).tasks;
    expect(lint).toMatchObject({ looked: 1, remembered: 0, usualMs: 500, spentMs: 520, latestMs: [500] });
  });

  it('is nothing where nothing is logged', () => {
    expect(statsOf([], () => '')).toMatchObject({ since: undefined, runs: 0, tasks: [], triggers: [], weeks: [] });
  });
});
