import { afterEach, describe, expect, it } from 'vitest';
import { HttpStore } from '../../src/web/http-store.ts';
import {
  ANSWERING,
  HOSTILITIES,
  type HostileServer,
  type Hostility,
  startHostile,
} from '../support/hostile-servers.ts';

const NAME = 'a'.repeat(64);
const SECRET = 'token-that-nobody-sees';
const servers: HostileServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

describe.each(HOSTILITIES)('a store whose server %s', (hostility) => {
  it('gives nothing that is kept, says why, and leaves no connection', async () => {
    const server = await start(hostility);
    // Those that never end are given up by the signal; whoever waited for another reason would wait for ever.
    const signal = ANSWERING.has(hostility) ? new AbortController().signal : AbortSignal.timeout(200);
    const { found, trouble } = await storeAt(server).get([{ kind: 'entry', name: NAME, limit: 100_000 }], signal);
    expect([...found.values()].every((bytes) => bytes.length < 100_000)).toBe(true);
    if (hostility !== 'answers with a page to log in') expect(found.size).toBe(0);
    expect(trouble ?? '').not.toContain(SECRET);
    await server.isLeft();
  });
});

it('follows no redirect, so that no token goes to another host', async () => {
  const other = await start('accepts and says nothing');
  const server = await start('redirects to another host', other.url);
  const answer = await storeAt(server).get([{ kind: 'entry', name: NAME, limit: 1000 }], new AbortController().signal);
  expect(answer).toEqual({ found: new Map(), trouble: 'it answers 307' });
  expect(other.connections()).toBe(0);
});

it('sends no object a second time', async () => {
  for (const hostility of ['answers 500', 'ends without a word', 'redirects to another host'] as const) {
    const server = await start(hostility);
    const object = { kind: 'entry' as const, name: NAME, bytes: Buffer.from('x') };
    const end = await storeAt(server).put([object], new AbortController().signal);
    expect(end.trouble).toBeDefined();
    expect(server.connections()).toBe(1);
  }
});

describe('a proxy that accepts and says nothing', () => {
  it.each(['http', 'https'])(
    'keeps nobody who looks for %s through it',
    async (scheme) => {
      const proxy = await start('accepts and says nothing');
      const url = `${scheme}://cache.example.com`;
      const store = new HttpStore(
        { address: url, urlOf: () => `${url}/x`, headers: {} },
        { [`${scheme}_proxy`]: proxy.url },
      );
      const answer = await store.get([{ kind: 'entry', name: NAME, limit: 1000 }], AbortSignal.timeout(200));
      expect(answer).toEqual({ found: new Map(), trouble: 'no answer in time' });
      expect(proxy.connections()).toBe(1);
      await proxy.isLeft();
    },
    10_000,
  );
});

async function start(hostility: Hostility, elsewhere?: string): Promise<HostileServer> {
  const server = await startHostile(hostility, elsewhere);
  servers.push(server);
  return server;
}

function storeAt({ url }: HostileServer): HttpStore {
  const speech = { address: url, urlOf: () => `${url}/x`, headers: { authorization: `Bearer ${SECRET}` } };
  return new HttpStore(speech, {});
}
