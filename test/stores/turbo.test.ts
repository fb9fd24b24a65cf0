import { randomBytes } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import turbo from '../../src/stores/turbo.ts';
import { startObjectServer } from '../support/object-server.ts';
import type { StartedServer } from '../support/programs.ts';
import { startTurboServer } from '../support/turbo-server.ts';

const bytes = randomBytes(300_000);
const entry = { kind: 'entry', name: 'e'.repeat(64) } as const;
const soon = () => AbortSignal.timeout(10_000);
const open = (options: object, env: Readonly<Record<string, string>> = {}) =>
  turbo.open({ ...options }, { root: '/', commonDir: '/', env, now: 0, expires: 1 });

describe('the store turbo with turborepo-remote-cache', () => {
  let folder: string;
  let server: StartedServer;
  let readOnly: StartedServer;
  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-turbo-')));
    // A server that signs gives nothing back that came without a tag.
    [server, readOnly] = await Promise.all([
      startTurboServer({ folder, token: 'writer', signatureKey: 'shared' }),
      startTurboServer({ folder, token: 'reader', readOnly: true, signatureKey: 'shared' }),
    ]);
  });
  afterAll(async () => {
    await Promise.all([server.stop(), readOnly.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const store = (at: StartedServer, token: string) =>
    open({ url: `${at.url}/`, team: 'acme', token: 'TURBO_TOKEN' }, { TURBO_TOKEN: token });

  it('keeps objects, over what was there, and gives them back, also to those who may only read', async () => {
    const writer = store(server, 'writer');
    expect(await writer.get([{ ...entry, limit: 10 }], soon())).toEqual({ found: new Map() });
    for (const one of [Buffer.from('old'), bytes])
      expect(await writer.put([{ ...entry, bytes: one }], soon())).toEqual({});
    for (const reader of [writer, store(readOnly, 'reader')]) {
      const { found, trouble } = await reader.get([{ ...entry, limit: bytes.length }], soon());
      expect(trouble).toBeUndefined();
      expect(bytes.equals(found.get(entry.name) ?? Buffer.alloc(0))).toBe(true);
    }
  });

  it('says that it may not write, and that it may not read', async () => {
    expect(await store(readOnly, 'reader').put([{ ...entry, bytes }], soon())).toEqual({ trouble: 'it answers 403' });
    expect(await store(server, 'stranger').get([{ ...entry, limit: 10 }], soon())).toEqual({
      found: new Map(),
      trouble: 'it answers 401',
    });
  });

  it('leaves those alone who have no token at all, such as a fork', async () => {
    expect(await store(server, '').get([{ ...entry, limit: 10 }], soon())).toEqual({ found: new Map() });
    expect((await store(server, '').put([{ ...entry, bytes }], soon())).trouble).toMatch(/^it answers 40\d$/);
  });

  it('takes nothing that is longer than it may be, of a server that does not say how long it is', async () => {
    await store(server, 'writer').put([{ ...entry, bytes }], soon());
    const answer = await store(server, 'writer').get([{ ...entry, limit: bytes.length - 1 }], soon());
    expect(answer).toEqual({ found: new Map() });
  });
});

describe('the store turbo', () => {
  it.each([
    [{ team: 'acme' }, '?slug=acme'],
    [{ team: 'team_123' }, '?teamId=team_123'],
    [{ team: 'a&b' }, '?slug=a%26b'],
    [{}, ''],
  ])('names the team as the protocol wants it: %j', async (more, query) => {
    const server = await startObjectServer();
    await open({ url: server.url, ...more }).get([{ ...entry, limit: 1 }], soon());
    expect(server.asked).toEqual([`GET /v8/artifacts/${entry.name}${query}`]);
    server.close();
  });
});
