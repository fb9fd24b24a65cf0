import { describe, expect, it } from 'vitest';
import { frameLines, lastingLines, type Scene } from '../../src/cli/scene.ts';
import { openPage } from '../../src/report-text/page.ts';
import { makeCheck } from '../support/plans.ts';
import { aCheck, aFailure, aRemembered } from '../support/records.ts';

const page = openPage({ color: false, width: 40 });
const scene = (count: number, notices: readonly string[] = []): Scene => ({
  rows: Array.from({ length: count }, () => ({ check: makeCheck() })),
  notices,
  showTier: false,
});
const lines = (count: number) => Array.from({ length: count }, (_, index) => `row ${index}`);

describe('a frame', () => {
  it('has every row while there is room', () => {
    expect(frameLines(lines(3), scene(3), 24, page)).toEqual(lines(3));
  });

  it.each([2, 5, 10])('leaves the last of %d lines of a window to the cursor', (height) => {
    expect(frameLines(lines(50), scene(50), height, page)).toHaveLength(height - 1);
    expect(frameLines(lines(50), scene(50), height, page).at(-1)).toMatch(/^… \d+ waiting$/);
  });

  it('has the latest notices below, each on one line', () => {
    const notices = ['first', 'second\nline', 'x'.repeat(100)];
    const frame = frameLines(lines(2), scene(2, notices), 24, page);
    expect(frame).toEqual(['row 0', 'row 1', 'note: second line', `note: ${'x'.repeat(31)}…`]);
  });
});

describe('what stays', () => {
  it('are notices and what was made, in the order of the plan', () => {
    const rows = [
      { check: makeCheck(), startedAt: 0, end: aCheck() },
      { check: makeCheck(), startedAt: 0, end: aRemembered() },
      { check: makeCheck(), startedAt: 0 },
    ];
    expect(lastingLines({ rows, notices: ['careful'], showTier: false }, page)).toEqual([
      'note: careful',
      '✓ lint  2 files, 380 ms',
    ]);
  });

  it('ends with an empty line when a longer report follows', () => {
    const rows = [{ check: makeCheck(), startedAt: 0, end: aFailure() }];
    expect(lastingLines({ rows, notices: [], showTier: true }, page)).toEqual(['✗ fast: lint  1 finding, 380 ms', '']);
  });
});
