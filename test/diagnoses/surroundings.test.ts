import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnoses/diagnose.ts';
import type { Facts, StateSeen } from '../../src/diagnoses/facts.ts';
import { makeFacts, makeHooks, ourHook } from '../support/facts.ts';

const told = (more: Partial<Facts>) => diagnose(makeFacts(more)).map(({ id, severity }) => [id, severity]);
const state = (more: Partial<StateSeen>): Partial<Facts> => ({
  state: { ...(makeFacts().state as StateSeen), ...more },
});
const store = (own?: string, elsewhere?: string, isMeantElsewhere = false) =>
  state({ store: { own, elsewhere, isMeantElsewhere } });
const setting = (key: string, value: string) => ({
  git: { version: '2.45.0', settings: new Map([[key, { value, scope: 'local' }]]) },
});

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

  it('is put back by a repair', () => {
    expect(diagnose(makeFacts(state({ isInterrupted: true })))[0]?.repair).toEqual({ type: 'recover' });
  });
});

describe('checkouts of pushed commits', () => {
  const seen = (repository: string | undefined, isOurs: boolean, bytes = 1) => ({
    folder: '/c',
    repository,
    isOurs,
    bytes,
  });
  it.each([
    [seen('/gone', false), [['checkout-orphaned', 'advice']]],
    [seen(undefined, false), [['checkout-damaged', 'advice']]],
    [seen('/r', true, 3e9), [['checkout-large', 'advice']]],
    [seen('/r', true), []],
  ])('that only take room are advice (%#)', (checkout, expected) =>
    expect(told({ checkouts: [checkout] })).toEqual(expected),
  );
});

describe('ways to skip that were left', () => {
  it.each([
    [{ env: { LATTICE_HOOKS: '0' } }, [['hooks-off', 'finding']]],
    [{ env: { LATTICE_HOOKS: '1' } }, []],
    [{ env: { LATTICE_HOOKS_SKIP: 'lint' } }, [['skip-exported', 'finding']]],
    [setting('lattice.skip', 'lint'), [['skip-configured', 'advice']]],
  ])('%j', (facts, expected) => expect(told(facts)).toEqual(expected));
});

describe('git', () => {
  it.each([
    ['2.30.9', 1],
    ['1.9.5', 1],
    ['2.31.0', 0],
    ['3.0', 0],
  ])('%s', (version, findings) => expect(told({ git: { version, settings: new Map() } })).toHaveLength(findings));

  it.each([
    ['core.fsmonitor', 'true', 'fsmonitor'],
    ['core.fsmonitor', '.git/hooks/query-watchman', 'fsmonitor'],
    ['core.untrackedcache', 'true', 'untracked-cache'],
    ['core.checkstat', 'minimal', 'weak-stat'],
    ['core.trustctime', 'false', 'weak-stat'],
    ['core.filemode', 'false', 'no-executables'],
    ['core.symlinks', 'false', 'no-links'],
  ])('with %s = %s is worth a word', (key, value, id) => expect(told(setting(key, value))).toEqual([[id, 'advice']]));

  it.each([
    ['core.fsmonitor', 'false'],
    ['core.untrackedcache', 'keep'],
    ['core.filemode', 'true'],
  ])('with %s = %s is not', (key, value) => expect(told(setting(key, value))).toEqual([]));
});

describe('the disk', () => {
  const disk = { isNetwork: false, isCaseInsensitive: false, isCoarse: false, future: [] };
  it.each([
    [{ isNetwork: true }, 'network-disk'],
    [{ isCaseInsensitive: true }, 'ignore-case'],
    [{ isCoarse: true }, 'coarse-times'],
    [{ future: [{ file: 'a', seconds: 60 }] }, 'clock-skew'],
  ])('%j is worth a word', (more, id) => expect(told({ disk: { ...disk, ...more } })).toEqual([[id, 'advice']]));
});

it('hooks that only this clone has, and those of a manager that run first, are worth a word', () => {
  expect(told({ prepare: 'npm pkg set x' })).toEqual([['prepare-missing', 'advice']]);
  const files = [ourHook('pre-commit', { earlier: 'lefthook' })];
  expect(told({ hooks: makeHooks({ files }) })).toEqual([['hook-earlier', 'advice']]);
});
