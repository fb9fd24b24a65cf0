import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { RemoteName } from '../../../../src/core/contracts/stores.ts';
import type { Order, ThreadData } from '../../../../src/run/shared/own-store/messages.ts';
import { openOwnStore } from '../../../../src/run/shared/own-store/open.ts';
import { serveStore } from '../../../../src/run/shared/own-store/serve.ts';
import type { Threadlike } from '../../../../src/run/shared/own-store/thread.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lattice-own-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const A: RemoteName = { kind: 'entry', name: 'a', limit: 3 };
const B: RemoteName = { kind: 'blob', name: 'b', limit: 3 };
const LONG = () => AbortSignal.timeout(10_000);
const NOTHING = 'get: async () => ({ found: new Map() }), put: async () => ({})';

/** The same channel without a thread behind it: what serves is here, and ends when it is told to. */
function startHere(data: ThreadData): Threadlike {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  void serveStore(port2 as never, data);
  port2.unref();
  return {
    postMessage: (order: Order) => port1.postMessage(order),
    on: (event, listener) => port1.on(event === 'exit' ? 'close' : 'message', event === 'error' ? () => {} : listener),
    ref: () => port1.ref(),
    unref: () => port1.unref(),
    terminate: () => port1.close(),
  };
}

let modules = 0;
/** Opens a store whose module says this. */
function open(members: string, { start = startHere, signal = LONG(), more = '', env = {} } = {}) {
  modules += 1;
  const file = path.join(folder, `${modules}.mjs`);
  writeFileSync(file, `${more}\nexport default { open: (options, site) => ({ address: 'there', ${members} }) };\n`);
  const site = { root: folder, commonDir: folder, env, now: 0, expires: 1 };
  return openOwnStore({ file, options: { a: 1 }, site }, signal, start);
}

const namesIn = ({ found }: { readonly found: ReadonlyMap<string, Uint8Array> }) =>
  [...found].map(([name, bytes]) => [name, Buffer.from(bytes).toString()]);

describe('a store of the project', () => {
  it('is asked for what is wanted, and believed in nothing else', async () => {
    const given = "['a', Buffer.from('abc')], ['b', Buffer.from('long')], ['c', Buffer.from('c')]";
    const { store, patience } = await open(`get: async () => ({ found: new Map([${given}]) }), put: async () => {}`);
    const answer = await store.get([A, B], LONG());
    expect([answer.trouble, namesIn(answer)]).toEqual([undefined, [['a', 'abc']]]);
    expect([store.address, store.fetch, patience]).toEqual(['there', undefined, undefined]);
    expect(await store.put([{ kind: 'entry', name: 'a', bytes: Buffer.from('a') }], LONG())).toEqual({});
  });

  it('is handed what it is to keep, and nothing of what lies beside that in memory', async () => {
    const put = 'put: async ([{ bytes }]) => ({ trouble: [...bytes].join() + " of " + bytes.buffer.byteLength })';
    const { store } = await open(`get: async () => ({ found: new Map() }), ${put}`);
    const bytes = Buffer.from('secret').subarray(0, 2);
    expect(await store.put([{ kind: 'entry', name: 'a', bytes }], LONG())).toEqual({ trouble: '115,101 of 2' });
  });

  it('is opened with its options, and without the keys that sign and write', async () => {
    const env = { TOKEN: 't', LATTICE_HOOKS_SIGNING_KEY: 'secret', LATTICE_HOOKS_RESULTS_TOKEN: 'secret' };
    const seen = 'trouble: JSON.stringify([options, Object.keys(site.env)])';
    const { store } = await open(`${NOTHING}, fetch: async () => ({ ${seen} })`, { env });
    expect(await store.fetch?.(LONG())).toEqual({ trouble: '[{"a":1},["TOKEN"]]' });
  });

  it.each([
    ['rejects', 'async () => { throw new Error("no\\nluck") }', 'no luck'],
    ['throws', '() => { throw new Error("no luck") }', 'no luck'],
    ['answers nothing', 'async () => {}', '`get` gave no `found` that is a Map'],
    ['answers an object', 'async () => ({ found: { a: "a" } })', '`get` gave no `found` that is a Map'],
    ['answers what cannot be handed over', 'async () => ({ found: new Map(), a() {} })', 'could not be cloned'],
    ['says what is wrong', 'async () => ({ found: new Map(), trouble: "x".repeat(300) })', `${'x'.repeat(199)}…`],
  ])('costs a notice where it %s', async (_, get, trouble) => {
    const { store } = await open(`get: ${get}, put: async () => ({})`);
    const answer = await store.get([A], LONG());
    expect(answer.trouble).toContain(trouble);
    expect(answer.found.size).toBe(0);
  });

  it('is not waited for longer than the signal says, and told to leave off', async () => {
    const waits = '(signal) => new Promise(() => signal.addEventListener("abort", () => { left += 1; }))';
    const members = `get: (_, signal) => (${waits})(signal), fetch: ${waits}, put: async () => ({ trouble: String(left) })`;
    const { store } = await open(members, { more: 'let left = 0;' });
    const soon = () => AbortSignal.timeout(5);
    expect(await store.get([A], soon())).toEqual({ found: new Map(), trouble: 'no answer in time' });
    expect(await store.fetch?.(soon())).toEqual({ trouble: 'no answer in time' });
    expect(await store.get([A], AbortSignal.abort())).toEqual({ found: new Map(), trouble: 'no answer in time' });
    expect(await store.put([], LONG())).toEqual({ trouble: '3' });
  });

  it.each([
    ['lacks a method', 'get: 1', {}, 'what it opens has no `get` and no `put`'],
    ['throws', NOTHING, { more: 'throw new Error("no module")' }, 'no module'],
    ['is slow to load', NOTHING, { more: 'await new Promise(() => {})', signal: AbortSignal.timeout(5) }, 'in time'],
  ])('is not open where its module %s', async (_, members, more, message) => {
    await expect(open(members, more)).rejects.toThrow(message);
  });

  it('has its thread started anew where that has ended', async () => {
    const threads: Threadlike[] = [];
    const start = (data: ThreadData) => {
      const thread = startHere(data);
      threads.push(thread);
      return thread;
    };
    const { store } = await open(`get: async () => ({ found: new Map([['a', Buffer.from('a')]]) }), put() {}`, {
      start,
    });
    const answers = [namesIn(await store.get([A], LONG()))];
    const pending = store.get([A], LONG());
    threads[0]?.terminate();
    expect(await pending).toEqual({ found: new Map(), trouble: 'its thread has ended' });
    answers.push(namesIn(await store.get([A], LONG())));
    expect([answers, threads.length]).toEqual([[[['a', 'a']], [['a', 'a']]], 2]);
  });
});
