import { describe, expect, it } from 'vitest';
import type { PassStore, StoredPass } from '../../../src/core/contracts/stores.ts';
import type { FileEntry } from '../../../src/core/files.ts';
import { LayeredStore, type Layers, layeredContents } from '../../../src/run/shared/layered-store.ts';

const PASS: StoredPass = { findings: [] };
const FIX: FileEntry = { mode: '100644', id: 'd'.repeat(40) };

/** A store in memory that can be read and written, or not. */
function makeStore(state: { reads: boolean; writes: boolean } = { reads: true, writes: true }) {
  const [passes, fixes] = [new Map<string, StoredPass>(), new Map<string, FileEntry>()];
  const asked: string[][] = [];
  const find = async <T>(all: ReadonlyMap<string, T>, keys: readonly string[]) => {
    asked.push([...keys]);
    if (!state.reads) throw new Error('unreadable');
    return new Map([...all].filter(([key]) => keys.includes(key)));
  };
  const add = async <T>(all: Map<string, T>, more: ReadonlyMap<string, T>) => {
    if (!state.writes) throw new Error('read-only');
    for (const [key, value] of more) all.set(key, value);
  };
  const store: PassStore = {
    name: 'fake',
    recall: (keys) => find(passes, keys),
    remember: (more) => add(passes, more),
    recallFixes: (keys) => find(fixes, keys),
    rememberFixes: (more) => add(fixes, more),
  };
  return { store, passes, fixes, asked, state };
}

function makeLayers(more: Partial<Layers<PassStore>> = {}) {
  const [own, elsewhere] = [makeStore(), makeStore()];
  const told: unknown[] = [];
  const store = new LayeredStore({
    own: own.store,
    elsewhere: elsewhere.store,
    isShared: () => false,
    onElsewhere: (error) => told.push(error instanceof Error ? error.message : error),
    ...more,
  });
  return { own, elsewhere, told, store };
}

const pass = (...keys: readonly string[]) => new Map(keys.map((key) => [key, PASS]));

describe('passes in two places', () => {
  it('are found in either, and the second is asked only for the rest', async () => {
    const { own, elsewhere, store } = makeLayers();
    own.passes.set('a', PASS);
    elsewhere.passes.set('b', PASS);
    elsewhere.fixes.set('c', FIX);
    expect([...(await store.recall(['a', 'b'])).keys()]).toEqual(['a', 'b']);
    expect(await store.recallFixes(['c'])).toEqual(new Map([['c', FIX]]));
    await store.recall(['a']);
    expect(elsewhere.asked).toEqual([['b'], ['c']]);
  });

  it('are kept where they belong, or elsewhere when that cannot be written to', async () => {
    const { own, elsewhere, told, store } = makeLayers();
    await store.remember(pass('a'));
    own.state.writes = false;
    await store.remember(pass('b'));
    await store.rememberFixes(new Map([['c', FIX]]));
    expect([[...own.passes.keys()], [...elsewhere.passes.keys()], [...elsewhere.fixes.keys()]]).toEqual([
      ['a'],
      ['b'],
      ['c'],
    ]);
    expect(told).toEqual(['read-only', 'read-only']);
  });

  it('are kept elsewhere from the start where others share the place where they belong', async () => {
    const { own, elsewhere, told, store } = makeLayers({ isShared: () => true });
    await store.remember(pass('a'));
    expect([own.passes.size, elsewhere.passes.size]).toEqual([0, 1]);
    expect(told).toEqual([undefined]);
  });

  it('are found while one place cannot be read', async () => {
    const { own, elsewhere, store } = makeLayers();
    own.state.reads = false;
    elsewhere.passes.set('b', PASS);
    expect([...(await store.recall(['a', 'b'])).keys()]).toEqual(['b']);
    elsewhere.state.reads = false;
    await expect(store.recall(['a'])).rejects.toThrow('unreadable');
  });

  it('are lost, with what is wrong in the first place, where there is no other', async () => {
    const { own, elsewhere, store } = makeLayers();
    own.state.writes = false;
    elsewhere.state.writes = false;
    await expect(store.remember(pass('a'))).rejects.toThrow('read-only');
    const alone = makeLayers({ elsewhere: undefined, isShared: () => true });
    await alone.store.remember(pass('a'));
    expect(alone.own.passes.size).toBe(1);
    alone.own.state.writes = false;
    await expect(alone.store.remember(pass('b'))).rejects.toThrow('read-only');
    expect(alone.told).toEqual([]);
  });
});

it('contents are read from either place, and kept in the first that can be written to', async () => {
  const places = [new Map<string, Uint8Array>(), new Map<string, Uint8Array>()];
  let isFull = false;
  const [own, elsewhere] = places.map((place, index) => ({
    keep: async (bytes: Uint8Array) => {
      if (isFull && index === 0) throw new Error('full');
      place.set(`${bytes}`, bytes);
    },
    read: async (name: string) => place.get(name),
  })) as [Layers<never>['own'], Layers<never>['own']];
  const contents = layeredContents({ own, elsewhere, isShared: () => false, onElsewhere: () => undefined });
  await contents.keep(Buffer.from([1]));
  isFull = true;
  await contents.keep(Buffer.from([2]));
  expect(places.map((place) => [...place.keys()].map((name) => name.length))).toEqual([[1], [1]]);
  for (const bytes of [Buffer.from([1]), Buffer.from([2])]) expect(await contents.read(`${bytes}`)).toEqual(bytes);
  expect(await contents.read('3')).toBeUndefined();
});
