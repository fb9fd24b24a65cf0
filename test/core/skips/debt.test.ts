import { describe, expect, it } from 'vitest';
import type { Skip } from '../../../src/core/record.ts';
import { type Debt, settleDebts } from '../../../src/core/skips/debt.ts';

const skip = (task: string): Skip => ({ task, by: 'env', reason: 'because' });
const OLD: Debt = { commit: 'c1', bases: ['b0'], skips: [skip('unit-tests'), skip('types')] };
const OTHER: Debt = { commit: 'x1', bases: ['y0'], skips: [skip('lint')] };

describe('settleDebts', () => {
  it('owes what a push left out, from what it was compared with', () => {
    expect(settleDebts([OTHER], [{ commit: 'c1', bases: ['b0'], skips: [skip('lint')], owed: [] }])).toEqual([
      OTHER,
      { commit: 'c1', bases: ['b0'], skips: [skip('lint')] },
    ]);
  });

  it('forgets what a push made up for, and nothing that it does not build on', () => {
    expect(settleDebts([OLD, OTHER], [{ commit: 'c2', bases: ['c1'], skips: [], owed: [OLD] }])).toEqual([OTHER]);
  });

  it('owes what was left out again from as far back as before', () => {
    const push = { commit: 'c2', bases: ['c1'], skips: [skip('types'), skip('lint')], owed: [OLD] };

    expect(settleDebts([OLD], [push])).toEqual([
      { commit: 'c2', bases: ['b0'], skips: [skip('types')] },
      { commit: 'c2', bases: ['c1'], skips: [skip('lint')] },
    ]);
  });

  it('keeps the newest of very many', () => {
    const many = Array.from({ length: 150 }, (_, index) => ({ ...OTHER, commit: `c${index}` }));

    expect(settleDebts(many, []).map(({ commit }) => commit)).toEqual(many.slice(50).map(({ commit }) => commit));
  });
});
