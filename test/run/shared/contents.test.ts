import { describe, expect, it } from 'vitest';
import type { RemoteAnswer, RemoteName } from '../../../src/core/contracts/stores.ts';
import { contentName } from '../../../src/core/outputs.ts';
import type { SharedPass } from '../../../src/core/shared/pack.ts';
import { sha256 } from '../../../src/core/shared/settings.ts';
import { fetchContents } from '../../../src/run/shared/contents.ts';

const [ONE, TWO] = [Buffer.from('one'), Buffer.from('two')];
const file = (path: string, bytes: Buffer) => ({ path, mode: 0o644, size: bytes.length, content: contentName(bytes) });
const passOf = (...contents: readonly Buffer[]): SharedPass => ({
  pass: { findings: [], outputs: contents.map((bytes, index) => file(`out/${index}`, bytes)) },
  blobs: Object.fromEntries(contents.map((bytes) => [contentName(bytes), sha256(bytes)])),
});

/** A machine that has some contents, and a store that answers with these bytes under these names. */
function lab(here: readonly Buffer[], answers: ReadonlyMap<string, Buffer>, trouble?: string) {
  const kept = new Map(here.map((bytes) => [contentName(bytes), bytes as Uint8Array]));
  const asked: RemoteName[] = [];
  const contents = {
    keep: async (bytes: Uint8Array) => void kept.set(contentName(bytes), bytes),
    read: async (name: string) => kept.get(name),
  };
  const store = {
    address: 'there',
    get: async (wanted: readonly RemoteName[]): Promise<RemoteAnswer> => {
      asked.push(...wanted);
      return { found: answers, ...(trouble === undefined ? {} : { trouble }) };
    },
    put: async () => ({}),
  };
  const fetch = (...passes: readonly SharedPass[]) =>
    fetchContents(passes, contents, { store, signal: new AbortController().signal });
  return { fetch, asked, kept };
}

describe('contents that passes bring back', () => {
  it('are asked for once where they are not here, and no longer than the pass says', async () => {
    const { fetch, asked, kept } = lab([ONE], new Map([[sha256(TWO), TWO]]));
    const { has, trouble } = await fetch(passOf(ONE, TWO), passOf(TWO));
    expect(asked).toEqual([{ kind: 'blob', name: sha256(TWO), limit: 3 }]);
    expect([has(passOf(ONE, TWO)), has(passOf(TWO)), trouble]).toEqual([true, true, undefined]);
    expect(kept.get(contentName(TWO))).toEqual(TWO);
  });

  it('are asked of nobody where all of them are here', async () => {
    const { fetch, asked } = lab([ONE], new Map());
    expect((await fetch(passOf(ONE))).has(passOf(ONE))).toBe(true);
    expect(asked).toEqual([]);
  });

  it('are none where they are not what they are called, and nothing of them is kept', async () => {
    const { fetch, kept } = lab([], new Map([[sha256(TWO), ONE]]));
    expect((await fetch(passOf(TWO))).has(passOf(TWO))).toBe(false);
    expect(kept.size).toBe(0);
  });

  it('are none that nobody has asked for', async () => {
    const { fetch, kept } = lab([], new Map([[sha256(ONE), ONE]]));
    await fetch(passOf(TWO));
    expect(kept.size).toBe(0);
  });

  it('make a pass none where one of them is missing', async () => {
    const { fetch } = lab([ONE], new Map(), 'it answers 500');
    const { has, trouble } = await fetch(passOf(ONE, TWO));
    expect([has(passOf(ONE, TWO)), has(passOf(ONE)), trouble]).toEqual([false, true, 'it answers 500']);
  });

  it('make a pass none whose content has no hash', async () => {
    const { fetch, asked } = lab([], new Map([[sha256(ONE), ONE]]));
    const nameless = { ...passOf(ONE), blobs: {} };
    expect((await fetch(nameless)).has(nameless)).toBe(false);
    expect(asked).toEqual([]);
  });
});
