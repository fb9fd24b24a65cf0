import { describe, expect, it } from 'vitest';
import { frameLines, lastingLines, type Scene } from '../../../src/cli/terminal/scene.ts';
import { openPage } from '../../../src/report-text/page.ts';
import { makeTier } from '../../support/facts.ts';
import { makeCheck } from '../../support/plans.ts';
import { aCheck, aFailure, aRemembered } from '../../support/records.ts';

const page = openPage({ color: false, width: 40 });
const scene = (count: number, notices: readonly string[] = []): Scene => ({
  rows: Array.from({ length: count }, () => ({ check: makeCheck() })),
  notices,
  showTier: false,
  tiers: [],
  startedAt: 0,
});
const at = (height: number, now = 0) => ({ height, now });
const lines = (count: number) => Array.from({ length: count }, (_, index) => `row ${index}`);

describe('a frame', () => {
  it('has every row while there is room', () => {
    expect(frameLines(lines(3), scene(3), at(24), page)).toEqual(lines(3));
  });

  it.each([2, 5, 10])('leaves the last of %d lines of a window to the cursor', (height) => {
    expect(frameLines(lines(50), scene(50), at(height), page)).toHaveLength(height - 1);
    expect(frameLines(lines(50), scene(50), at(height), page).at(-1)).toMatch(/^… \d+ waiting$/);
  });

  it('has the latest notices below, each on one line', () => {
    const notices = ['first', 'second\nline', 'x'.repeat(100)];
    const frame = frameLines(lines(2), scene(2, notices), at(24), page);
    expect(frame).toEqual(['row 0', 'row 1', 'note: second line', `note: ${'x'.repeat(31)}…`]);
  });
});

describe('the budget', () => {
  const limited = (...budgets: readonly (readonly [string, number?])[]): Scene => ({
    ...scene(2),
    tiers: budgets.map(([name, budget]) => ({ ...makeTier({ name }), ...(budget === undefined ? {} : { budget }) })),
  });
  const last = (of: Scene, height: number, now: number) => frameLines(lines(2), of, at(height, now), page).slice(2);

  it('stands below the rows, with what is spent of it', () => {
    expect(last(limited(['fast', 5000]), 24, 3999)).toEqual(['fast: 3 s of its budget of 5 s']);
    expect(last(limited(['fast', 5000]), 24, 7200)).toEqual(['fast: 7 s and over its budget of 5 s']);
    expect(last(limited(['fast']), 24, 7200)).toEqual([]);
  });

  it('is that of tiers in which something still runs, and gives way where the window is low', () => {
    expect(last(limited(['fast', 5000], ['other', 9000]), 24, 1000)).toEqual(['fast: 1 s of its budget of 5 s']);
    expect(last(limited(['fast', 5000]), 3, 1000)).toEqual([]);
    expect(frameLines(lines(9), { ...limited(['fast', 5000]), rows: scene(9).rows }, at(4), page)).toHaveLength(3);
  });
});

describe('what stays', () => {
  it('are notices and what was made, in the order of the plan', () => {
    const rows = [
      { check: makeCheck(), startedAt: 0, end: aCheck() },
      { check: makeCheck(), startedAt: 0, end: aRemembered() },
      { check: makeCheck(), startedAt: 0 },
    ];
    expect(lastingLines({ ...scene(0, ['careful']), rows }, page)).toEqual([
      'note: careful',
      '✓ lint  2 files, 380 ms',
    ]);
  });

  it('ends with an empty line when a longer report follows', () => {
    const rows = [{ check: makeCheck(), startedAt: 0, end: aFailure() }];
    expect(lastingLines({ ...scene(0), rows, showTier: true }, page)).toEqual(['✗ fast: lint  1 finding, 380 ms', '']);
  });
});
