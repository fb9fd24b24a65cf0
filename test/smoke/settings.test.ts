import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { addressOf } from '../../src/smoke/address.ts';
import { smokeOptions, smokeVariables } from '../../src/smoke/options.ts';
import { readSettings } from '../../src/smoke/settings.ts';

const schema = z.strictObject(smokeOptions(z));
const isGood = (options: unknown) => z.safeParse(schema, options).success;
const expecting = (expect: unknown) => ({ requests: [{ expect }] });

function settingsOf(options: object, variables = {}) {
  const settings = readSettings({ url: 'https://a.org', ...options }, variables);
  if ('problem' in settings) throw new Error(settings.problem);
  return settings;
}

describe('options of a smoke test', () => {
  it('are all that there is', () => {
    const request = {
      path: '/a?b={env:B}',
      method: 'POST',
      headers: { Accept: 'text/plain' },
      body: 'x',
      redirects: 3,
      timeout: '500ms',
      expect: {
        status: [200, '300-399'],
        headers: { etag: { exists: true } },
        json: { '$.a[0]': { equals: [1] }, b: null },
        body: { matches: '^x', lacks: ['y'] },
        latency: { median: '300ms', requests: 9 },
      },
    };
    const options = {
      url: '{env:URL}/app',
      headers: { Authorization: 'Bearer {env:TOKEN}' },
      redirects: 0,
      timeout: '2m',
      private: ['10.0.0.1'],
      ready: { ...request, within: '5m', every: '2s', inARow: 3 },
      requests: [
        { name: 'one', ...request },
        { json: { text: '{env:TEXT}' }, expect: { latency: '1s', body: 'x' } },
      ],
    };
    expect(isGood(options)).toBe(true);
    expect(smokeVariables(options)).toEqual(['URL', 'TOKEN', 'B', 'TEXT']);
    expect(smokeVariables({ url: 'https://a.org' })).toEqual([]);
    expect(smokeVariables({ headers: { odd: { deep: '{env:A}' } } })).toEqual(['BASE_URL', 'A']);
  });

  it.each([
    { urls: 'https://a.org' },
    { requests: [] },
    { requests: [{ path: 'health' }] },
    { requests: [{ path: '/a#b' }] },
    { requests: [{ path: '/a b' }] },
    { requests: [{ method: 'CONNECT' }] },
    { headers: { Host: 'b.org' } },
    { headers: { 'X-A': 'a\nb' } },
    { redirects: -1 },
    { timeout: '0s' },
    { timeout: '1h' },
    { ready: { within: '5' } },
    { ready: { inARow: 0 } },
    { ready: { name: 'x' } },
    expecting({ status: '2xx' }),
    expecting({ status: [] }),
    expecting({ status: 1000 }),
    expecting({ headers: { a: {} } }),
    expecting({ headers: {} }),
    expecting({ json: {} }),
    expecting({ headers: { a: ['b'] } }),
    expecting({ json: { 'a..b': 1 } }),
    expecting({ json: { a: { equal: 1 } } }),
    expecting({ body: { matches: '(' } }),
    expecting({ body: { matches: '' } }),
    expecting({ body: { contains: '' } }),
    expecting({ body: { lacks: [] } }),
    expecting({ body: '' }),
    expecting({ latency: 300 }),
    expecting({ latency: { requests: 3 } }),
    expecting({ latency: { median: '1s', requests: 0 } }),
  ])('are refused: %j', (options) => {
    expect(isGood(options)).toBe(false);
  });
});

describe('settings of a smoke test', () => {
  it.each([
    ['https://a.org', undefined, 'https://a.org/'],
    ['https://a.org/app', undefined, 'https://a.org/app'],
    ['https://a.org/app/', '/health', 'https://a.org/app/health'],
    ['https://a.org/app', '?x=1', 'https://a.org/app?x=1'],
    ['https://a.org/?key=1', '/a?b=2', 'https://a.org/a?key=1&b=2'],
    ['https://a.org/?key=1', '//b.org/a', 'https://a.org//b.org/a?key=1'],
    ['https://a.org', '/../b', 'https://a.org/b'],
  ])('append a path to the address: %s and %s', (base, path, url) => {
    expect(addressOf(new URL(base), path).href).toBe(url);
  });

  it('wait for the first request that changes nothing, unless they say for which', () => {
    const requests = [{ path: '/a', headers: { A: 'b' }, redirects: 1, expect: { status: 204, body: 'x' } }];
    const usual = settingsOf({ requests, headers: { C: 'd' }, timeout: '5s' }).ready;
    expect(usual).toMatchObject({ within: 60_000, every: 1000, inARow: 1 });
    expect(usual.request).toMatchObject({ label: 'GET /a', headers: { a: 'b', c: 'd' }, redirects: 1, timeout: 5000 });
    expect([200, 204].map(usual.request.expect.isStatus)).toEqual([false, true]);
    expect(usual.request.expect.body).toBeUndefined();
    const own = settingsOf({ requests, ready: { path: '/b' } }).ready.request;
    expect(own).toMatchObject({ label: 'GET /b', headers: {}, redirects: 0 });
    const stricter = settingsOf({ requests, ready: { expect: { body: 'y' } } }).ready.request;
    expect(stricter.expect).toMatchObject({ statuses: '204', body: { contains: 'y' } });
  });

  it('name requests as they are written, whatever variables hold', () => {
    const { requests } = settingsOf({ requests: [{ path: '/{env:A}' }, { name: 'x' }, {}] }, { A: 'secret' });
    expect(requests.map(({ label }) => label)).toEqual(['GET /{env:A}', 'x', 'GET /']);
    expect(requests[0]?.url.href).toBe('https://a.org/secret');
  });

  it('want nothing of a body that never comes', () => {
    const said = 'an answer to HEAD / has no body';
    const body = { method: 'HEAD', expect: { body: { lacks: 'x' } } };
    const json = { method: 'HEAD', expect: { json: { a: { exists: false } } } };
    const ready = { method: 'HEAD', path: '/', expect: { body: { exists: false } } };
    for (const options of [{ requests: [body] }, { requests: [{}, json] }, { ready }])
      expect(readSettings({ url: 'https://a.org', ...options }, {})).toEqual({
        problem: expect.stringContaining(said),
      });
  });

  it('tell of an address that is none without what may be a password', () => {
    for (const url of ['me:word@a.org', 'ftp://me:wo/word@b.org', 'https://me:a@word@[', 'x//me:word@']) {
      const said = JSON.stringify(readSettings({ url }, {}));
      expect(said).toContain('is no address');
      expect(said).not.toContain('word');
    }
  });

  it('keep as secret what is sent, and what is called a secret', () => {
    const variables = { A: 'aaaa', B: 'bbbb', C: 'cccc', MY_TOKEN: 'dddd', E: 'eeee' };
    const { secrets } = settingsOf(
      {
        headers: { a: '{env:A}' },
        requests: [{ path: '/{env:B}', json: ['{env:C}'], expect: { json: { a: '{env:MY_TOKEN}', b: '{env:E}' } } }],
      },
      variables,
    );
    expect([...secrets].sort()).toEqual(['aaaa', 'bbbb', 'cccc', 'dddd']);
  });
});
