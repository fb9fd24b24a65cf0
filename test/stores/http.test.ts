import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import http from '../../src/stores/http.ts';
import { startNginx } from '../support/nginx.ts';
import { startObjectServer } from '../support/object-server.ts';
import type { StartedServer } from '../support/programs.ts';

const bytes = randomBytes(300_000);
const blob = { kind: 'blob', name: createHash('sha256').update(bytes).digest('hex') } as const;
const entry = { kind: 'entry', name: 'e'.repeat(64) } as const;
const soon = () => AbortSignal.timeout(10_000);
const open = (options: object, env: Readonly<Record<string, string>> = {}) =>
  http.open({ ...options }, { root: '/', commonDir: '/', env, now: 0, expires: 1 });

describe('the store http with nginx', () => {
  let folder: string;
  let server: StartedServer;
  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-nginx-')));
    server = await startNginx(folder);
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const env = { RESULTS: 'me:open sesame' };
  const nginx = (below = '') => open({ url: `${server.url}${below}`, token: 'RESULTS', auth: 'basic' }, env);

  it('keeps objects, over what was there, and gives them back', async () => {
    const store = nginx();
    expect(await store.get([{ ...entry, limit: 10 }], soon())).toEqual({ found: new Map() });
    for (const text of ['old', 'new']) {
      expect(
        await store.put(
          [
            { ...entry, bytes: Buffer.from(text) },
            { ...blob, bytes },
          ],
          soon(),
        ),
      ).toEqual({});
    }
    const { found, trouble } = await store.get(
      [
        { ...entry, limit: 10 },
        { ...blob, limit: bytes.length },
        { kind: 'entry', name: 'f'.repeat(64), limit: 10 },
      ],
      soon(),
    );
    expect(trouble).toBeUndefined();
    expect([...found.keys()].sort()).toEqual([blob.name, entry.name].sort());
    expect(Buffer.from(found.get(entry.name) ?? []).toString()).toBe('new');
    expect(bytes.equals(found.get(blob.name) ?? Buffer.alloc(0))).toBe(true);
  });

  it('says that it may not write, and that it may not read', async () => {
    await nginx().put([{ ...entry, bytes: Buffer.from('x') }], soon());
    const readOnly = nginx('/read-only');
    expect((await readOnly.get([{ ...entry, limit: 10 }], soon())).found.size).toBe(1);
    expect(await readOnly.put([{ ...entry, bytes: Buffer.from('y') }], soon())).toEqual({ trouble: 'it answers 403' });
    const stranger = open({ url: server.url });
    expect(await stranger.get([{ ...entry, limit: 10 }], soon())).toEqual({
      found: new Map(),
      trouble: 'it answers 401',
    });
  });

  it('takes nothing that is longer than it may be', async () => {
    await nginx().put([{ ...blob, bytes }], soon());
    expect(await nginx().get([{ ...blob, limit: bytes.length - 1 }], soon())).toEqual({ found: new Map() });
  });
});

describe('the store http', () => {
  it('asks for what is called after its hash apart from all else, as in the cache of Bazel', async () => {
    const server = await startObjectServer();
    const store = open({ url: `${server.url}/team/` });
    await store.put(
      [
        { ...entry, bytes },
        { ...blob, bytes },
      ],
      soon(),
    );
    expect([...server.objects.keys()].sort()).toEqual([`/team/ac/${entry.name}`, `/team/cas/${blob.name}`]);
    server.close();
  });

  it('puts names and a signature into a URL that has places for them, and shows no secret', async () => {
    const server = await startObjectServer();
    const store = open(
      { url: `${server.url}/box/{kind}-{name}?sig={token}`, token: 'SAS', headers: { 'x-kind': 'BlockBlob' } },
      { SAS: "a=b&c=$&'" },
    );
    await store.put([{ ...entry, bytes }], soon());
    expect(server.asked).toEqual([`PUT /box/ac-${entry.name}?sig=a=b&c=$&%27`]);
    expect(server.requests[0]?.headers).toMatchObject({ 'x-kind': 'BlockBlob' });
    expect(server.requests[0]?.headers['authorization']).toBeUndefined();
    expect(store.address).toBe(`${server.url}/box/{kind}-{name}?sig={token}`);
    server.close();
  });

  it('asks for many at once without a warning of Node', async () => {
    const server = await startObjectServer();
    const warnings: string[] = [];
    const note = ({ name }: Error) => void warnings.push(name);
    process.on('warning', note);
    const wanted = Array.from({ length: 20 }, (_, index) => ({ ...entry, name: `${index}`, limit: 10 }));
    expect(await open({ url: server.url }).get(wanted, soon())).toEqual({ found: new Map() });
    await setImmediate();
    process.off('warning', note);
    server.close();
    expect(warnings).toEqual([]);
  });

  it('shows a token as a bearer has it, where nothing else is said, and none where there is none', async () => {
    const server = await startObjectServer();
    await open({ url: server.url, token: 'T' }, { T: 'secret' }).get([{ ...entry, limit: 1 }], soon());
    await open({ url: server.url, token: 'T' }).get([{ ...entry, limit: 1 }], soon());
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer secret', undefined]);
    server.close();
  });
});
