import { describe, expect, it } from 'vitest';
import { runEntry } from '../../../src/core/runs/entry.ts';
import { acceptedTrees, historyOf, isLacking } from '../../../src/core/runs/history.ts';
import { aRecord } from '../../support/records.ts';

const at = (time: string) => `2026-11-22T${time}.000Z`;
const run = (time: string, more: Parameters<typeof aRecord>[0] = {}) =>
  runEntry(aRecord({ startedAt: at(time), ...more }));
const unchecked = (time: string) =>
  ({ what: 'commit', at: Date.parse(at(time)), commit: 'c0ffee', subject: 'x' }) as const;

describe('historyOf', () => {
  it('has the newest first, whatever it is', () => {
    const history = historyOf([run('09:00:00'), run('11:00:00')], [unchecked('10:00:00')]);

    expect(history.map(({ type }) => type)).toEqual(['run', 'unchecked', 'run']);
    expect(history.map(isLacking)).toEqual([false, true, false]);
  });

  it('knows which runs left something out', () => {
    const skips = [{ task: 'lint', by: 'env', reason: '' }] as const;

    expect(historyOf([run('09:00:00', { skips })], []).map(isLacking)).toEqual([true]);
  });
});

describe('acceptedTrees', () => {
  it('are those of accepted runs of these hooks', () => {
    const runs = [
      run('09:00:00', { tree: 'a' }),
      run('09:00:00', { tree: 'b', accepted: false }),
      run('09:00:00', { tree: 'c', trigger: 'pre-push' }),
      run('09:00:00', { tree: null }),
    ];

    expect([...acceptedTrees(runs, ['pre-commit'])]).toEqual(['a']);
  });
});
