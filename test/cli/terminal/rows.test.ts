import { describe, expect, it } from 'vitest';
import { fitRows, type Row, rowMark, rowState, rowText } from '../../../src/cli/terminal/rows.ts';
import { columnsOf } from '../../../src/report-text/columns.ts';
import { openPage } from '../../../src/report-text/page.ts';
import { makeCheck } from '../../support/plans.ts';
import { aCheck, aFailure, aRemembered } from '../../support/records.ts';

const page = openPage({ color: false, width: 80 });
const at = (now: number, rows: readonly Row[] = []) => ({ now, showTier: false, rows });
const waiting: Row = { check: makeCheck() };
const running: Row = { ...waiting, startedAt: 1000 };
const passed: Row = { ...running, end: aCheck() };
const failed: Row = { ...running, end: aFailure() };

describe('a row', () => {
  it('says how a check stands', () => {
    expect([waiting, running, passed, failed].map(rowState)).toEqual(['waiting', 'running', 'passed', 'failed']);
    expect([waiting, running, passed, failed].map((row) => rowMark(row, page))).toEqual(['·', '▸', '✓', '✗']);
    expect(rowText(waiting, at(0), page)).toBe('lint  waits its turn');
    expect(rowText(passed, at(9000), page)).toBe('lint  2 files, 380 ms');
    expect(rowText({ ...running, end: aRemembered() }, at(9000), page)).toBe('lint  remembered');
  });

  it('says whether it rewrites files', () => {
    const row = { check: { ...makeCheck(), writes: true }, startedAt: 0 };
    expect(rowText(row, at(2000), page)).toBe('lint  2 files, fixing, 2 s');
  });

  it('names those that it still waits for', () => {
    const [format, types, build, docs] = ['format', 'types', 'build', 'docs'].map((name) => ({
      check: makeCheck({ name }),
    }));
    const all = [format, types, build, docs] as readonly Row[];
    const row = { check: makeCheck(), awaited: all.map(({ check }) => check) };
    const text = (rows: readonly Row[]) => rowText(row, at(0, rows), page);
    expect(text(all)).toBe('lint  waits for format, types, build and 1 more');
    const ended = all.map((one) => ({ ...one, end: aCheck() }));
    expect(text([...ended.slice(1), ...all.slice(0, 1)])).toBe('lint  waits for format');
    expect(text(ended)).toBe('lint  waits its turn');
  });

  it('counts whole seconds, and minutes', () => {
    const texts = [1999, 2000, 60_999, 66_000].map((now) => rowText(running, at(now), page));
    expect(texts).toEqual([
      'lint  2 files, checking',
      'lint  2 files, checking, 1 s',
      'lint  2 files, checking, 59 s',
      'lint  2 files, checking, 1 min 5 s',
    ]);
  });

  it('counts the files that the outcome depends on', () => {
    const check = { ...makeCheck({ scope: 'project' }), dependsOn: ['a', 'b', 'c'] };
    expect(rowText({ check, startedAt: 0 }, at(0), page)).toBe('lint  3 files, checking');
    expect(rowText({ check: { ...check, dependsOn: [] }, startedAt: 0 }, at(0), page)).toBe('lint  checking');
  });

  it('says which tests it runs, where it may leave some out', () => {
    const check = { ...makeCheck(), tests: { type: 'affected', by: ['a.ts'] } as const };
    expect(rowText({ check, startedAt: 0 }, at(0), page)).toBe('lint  tests affected by 1 file, checking');
  });

  it('names its tier and its folder where they tell it apart', () => {
    const row = { check: makeCheck({ root: 'web' }) };
    expect(rowText(row, { now: 0, showTier: true, rows: [] }, page)).toBe('fast: lint (web)  waits its turn');
  });

  it('leaves a narrow page room for both, and is harmless', () => {
    const narrow = openPage({ color: false, width: 40 });
    const row = {
      check: makeCheck({ name: `\x1b[2J${'long-'.repeat(20)}` }),
      end: aCheck({ files: 500, filesRun: 100, rewrote: ['a'] }),
    };
    const text = rowText(row, at(0), narrow);
    expect(text).toMatch(/^"\\x1b\[2Jlo.*… {2}100 files, 4/);
    expect(columnsOf(text)).toBeLessThanOrEqual(36);
  });
});

describe('rows that do not all fit', () => {
  const rows = [passed, failed, waiting, running, passed, waiting, running];

  it('all are shown while there is room', () => {
    expect(fitRows(rows, 7)).toEqual({ shown: [0, 1, 2, 3, 4, 5, 6] });
  });

  it('give way to those that matter more, and are counted', () => {
    expect(fitRows(rows, 5)).toEqual({ shown: [1, 2, 3, 6], rest: '… 1 waiting, 2 done' });
    expect(fitRows(rows, 3)).toEqual({ shown: [3, 6], rest: '… 1 failed, 2 waiting, 2 done' });
    expect(fitRows(rows, 1)).toEqual({ shown: [], rest: '… 2 running, 1 failed, 2 waiting, 2 done' });
  });
});
