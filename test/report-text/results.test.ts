import { describe, expect, it } from 'vitest';
import { resultsOf } from '../../src/report-text/results.ts';
import { aCheck, aFailure, aGate, aRecord, aRefusal } from '../support/records.ts';

const check = (different = {}) => resultsOf([aRecord({ checks: [aCheck(different)] })])[0];
const gate = (different = {}) => resultsOf([aRecord({ gates: [aGate(different)] })])[0];

describe('results', () => {
  it('are tasks, then gates, run by run', () => {
    const records = [
      aRefusal({ checks: [aCheck(), aFailure({ task: 'b' })], gates: [aGate()] }),
      aRecord({ checks: [aCheck()] }),
    ];
    expect(resultsOf(records).map(({ task, isGate, refuses }) => [task, isGate, refuses])).toEqual([
      ['lint', false, false],
      ['b', false, true],
      ['coverage', true, true],
      ['lint', false, false],
    ]);
  });

  it('are told apart by folder, and by ref where there are several', () => {
    const of = (ref: string) => aRecord({ ref, checks: [aCheck({ root: 'packages/a' })] });
    expect(resultsOf([of('refs/heads/x')])[0]?.name).toBe('lint (packages/a)');
    expect(resultsOf([of('refs/heads/x'), of('refs/tags/v1')]).map(({ name }) => name)).toEqual([
      'lint (packages/a) (x)',
      'lint (packages/a) (tag v1)',
    ]);
  });

  it('say how they ended, and why where that is known', () => {
    expect(check({ status: 'broken', message: 'no\ntsc' })).toMatchObject({ text: 'no tsc', reason: 'no tsc' });
    expect(check()).toMatchObject({ text: '2 files, 380 ms' });
    expect(check()).not.toHaveProperty('reason');
    expect(check({ status: 'failed', warn: true })?.text).toBe('failed, 380 ms; it only warns');
  });

  it('say of a gate what made it end so', () => {
    expect(gate()?.text).toBe('lines 89.60% (896/1000) < 90%, 4 lines short');
    expect(gate({ status: 'broken', summary: [], findings: [{ severity: 'error', message: 'cut short' }] })?.text).toBe(
      'cut short',
    );
    expect(gate({ status: 'broken', summary: [], findings: [] })?.text).toBe('could not be judged');
    const summary = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((text) => ({ status: 'failed', text }));
    expect(gate({ summary })?.text).toBe('a; b; c; d; e; and 2 more');
  });

  it('name the command that makes them again', () => {
    const record = aRefusal({ selection: ['--from', 'a', '--to', 'b'], gates: [aGate()] });
    expect(resultsOf([record]).map(({ again }) => again)).toEqual([
      'npx lattice-hooks run fast --only lint --from a --to b',
      'npx lattice-hooks run thorough --from a --to b',
    ]);
  });
});
