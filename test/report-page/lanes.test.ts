import { describe, expect, it } from 'vitest';
import type { CheckRecord } from '../../src/core/record.ts';
import { lanesOf } from '../../src/report-page/lanes.ts';
import { aCheck, aRemembered } from '../support/records.ts';

/** A check from one moment to another. */
const from = (startedMs: number, endedMs: number, task: string): CheckRecord =>
  aCheck({ task, startedMs, durationMs: endedMs - startedMs });

const criticalOf = (checks: readonly CheckRecord[], durationMs = 1000) =>
  lanesOf({ checks, durationMs })
    .lanes.filter(({ isCritical }) => isCritical)
    .map(({ check }) => check.task);

describe('lanes', () => {
  it('are of checks that did something, in the order in which they began', () => {
    const skipped = aCheck({ task: 'docs', status: 'skipped' });
    const { lanes } = lanesOf({ checks: [from(5, 9, 'b'), aRemembered(), skipped, from(1, 4, 'a')], durationMs: 10 });
    expect(lanes.map(({ check, from: began, to }) => [check.task, began, to])).toEqual([
      ['a', 1, 4],
      ['b', 5, 9],
    ]);
  });

  it('are as long as the run, or longer where a check was', () => {
    expect(lanesOf({ checks: [from(0, 50, 'a')], durationMs: 90 }).totalMs).toBe(90);
    expect(lanesOf({ checks: [from(10, 95, 'a')], durationMs: 90 }).totalMs).toBe(95);
  });
});

describe('the axis', () => {
  it.each([
    [0.5, 4],
    [3, 4],
    [400, 400],
    [401, 600],
    [1026, 1200],
    [3900, 4000],
    [61_000, 80_000],
  ])('of %d ms ends at a round number of four: %d ms', (durationMs, axisMs) => {
    expect(lanesOf({ checks: [], durationMs }).axisMs).toBe(axisMs);
  });
});

describe('the critical path', () => {
  it('ends with the check that ended last, and leads through those after whose end the next began', () => {
    const checks = [from(0, 300, 'format'), from(0, 200, 'spelling'), from(310, 600, 'lint'), from(605, 990, 'tests')];
    expect(criticalOf([...checks, from(300, 500, 'types')])).toEqual(['format', 'lint', 'tests']);
  });

  it('has no check beside another', () => {
    expect(criticalOf([from(0, 900, 'long'), from(0, 100, 'short'), from(100, 600, 'middle')])).toEqual(['long']);
  });

  it('begins anew where nothing was done by any check', () => {
    expect(criticalOf([from(0, 100, 'early'), from(800, 1000, 'late')])).toEqual(['late']);
  });

  it('is unknown where the record does not say when checks began', () => {
    expect(criticalOf([aCheck(), aCheck({ task: 'types' })])).toEqual([]);
  });

  it('ends for checks that took no time', () => {
    expect(criticalOf([from(5, 5, 'a'), from(5, 5, 'b')])).toHaveLength(1);
  });
});
