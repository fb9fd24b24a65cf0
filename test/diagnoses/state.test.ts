import { describe, expect, it } from 'vitest';
import type { Facts, StateSeen } from '../../src/diagnoses/facts.ts';
import { diagnoseState } from '../../src/diagnoses/state.ts';
import { makeFacts } from '../support/facts.ts';

const told = (more: Partial<Facts>) => diagnoseState(makeFacts(more)).map(({ id, severity }) => [id, severity]);
const state = (more: Partial<StateSeen>): Partial<Facts> => ({
  state: { ...(makeFacts().state as StateSeen), ...more },
});
const store = (own?: string, elsewhere?: string, isMeantElsewhere = false) =>
  state({ store: { own: closed(own), elsewhere: closed(elsewhere), isMeantElsewhere } });
const closed = (why: string | undefined) => (why === undefined ? undefined : { why, remedy: `mend ${why}` });

describe('what an ended run has left', () => {
  it.each([
    [state({ isInterrupted: true }), 'interrupted-run'],
    [state({ isInterrupted: true, lock: { type: 'stale' } }), 'interrupted-run'],
    [state({ lock: { type: 'stale' } }), 'lock-left'],
    [state({ indexLock: { file: '/r/.git/index.lock', minutes: 30 } }), 'index-lock-left'],
    [store('/s is no folder'), 'store-unwritable'],
    [store('a', 'b', true), 'store-unwritable'],
  ])('is a finding (%#)', (facts, id) => expect(told(facts)).toEqual([[id, 'finding']]));

  it.each([
    state({ isInterrupted: true, lock: { type: 'held', pid: 1 } }),
    state({ indexLock: { file: 'x', minutes: 1 } }),
    store('the disk is read-only', undefined, true),
    store(undefined, 'no cache'),
  ])('is none as long as it is in order (%#)', (facts) => expect(told(facts)).toEqual([]));

  it.each([
    [store('a'), 'mend a'],
    [store('a', 'b', true), 'mend a, or mend b'],
  ])('says what mends each place that is closed (%#)', (facts, remedy) =>
    expect(diagnoseState(makeFacts(facts))[0]?.remedy).toBe(remedy),
  );

  it('is put back by a repair', () => {
    expect(diagnoseState(makeFacts(state({ isInterrupted: true })))[0]?.repair).toEqual({ type: 'recover' });
  });
});
