import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { smokeTest } from '../../src/smoke/check.ts';
import { cutShort, json, SOON, serve, serveRaw, smoke } from '../support/smoke-lab.ts';
import { makeWeb, type TestWeb } from '../support/web-lab.ts';
import { answer, type Route, startSecureServer } from '../support/web-server.ts';

describe('a service that starts', () => {
  it('is waited for while it refuses, cuts and is not well', async () => {
    const states: Route[] = [answer(503), cutShort, answer(404), answer(200)];
    const server = await serve({ '/': (request, response) => (states.shift() ?? answer(200))(request, response) });
    const web = makeWeb();
    expect(await smoke(server.url, { ready: SOON }, web)).toEqual(['passed']);
    expect(web.waits).toEqual([1000, 1000, 1000]);
  });

  it('is waited for while nobody listens', async () => {
    const server = createHttpServer((_, response) => response.end());
    const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    await listen(0);
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const web = makeWeb();
    const waiting: TestWeb = {
      ...web,
      async wait(milliseconds, signal) {
        await web.wait(milliseconds, signal);
        if (web.waits.length === 2) await listen(port);
      },
    };
    expect(await smoke(`http://127.0.0.1:${port}`, { ready: SOON }, waiting)).toEqual(['passed']);
    expect(web.waits).toHaveLength(2);
    server.closeAllConnections();
    server.close();
  });

  it('fails at the deadline with its last answer', async () => {
    const server = await serve({ '/': answer(503, {}, 'warming up') });
    const web = makeWeb();
    expect(await smoke(server.url, { ready: { within: '5s', every: '2s' } }, web)).toEqual([
      'failed not-ready: not ready after 5 s: GET /: status 503 Service Unavailable, wanted 200-299; it says "warming up" (3 attempts)',
    ]);
    expect(web.waits).toEqual([2000, 2000]);
  });

  it('is ready only when it says what is wanted, as often as is wanted', async () => {
    const versions = [1, 2, 1, 2, 2];
    const server = await serve({
      '/': answer(200),
      '/version': (request, response) => json({ version: versions.shift() ?? 2 })(request, response),
    });
    const ready = { ...SOON, within: '1m', path: '/version', inARow: 3, expect: { json: { version: 2 } } };
    expect(await smoke(server.url, { ready })).toEqual(['passed']);
    expect(server.asked).toEqual([...Array(6).fill('GET /version'), 'GET /']);
    versions.push(...Array(9).fill(1), 2);
    expect(await smoke(server.url, { ready: { ...ready, within: '9s' } })).toEqual([
      'failed not-ready: not ready after 9 s: GET /version: JSON version is 1, wanted 2 (9 attempts)',
    ]);
  });

  it('is asked with the first request that changes nothing, by its status and headers alone', async () => {
    const server = await serve({ '/b': answer(401), '/a': answer(200) });
    const requests = [
      { path: '/a', method: 'POST' },
      { path: '/b', method: 'HEAD', headers: { 'X-A': '1' }, expect: { status: 401, headers: { 'x-b': 'c' } } },
    ];
    expect(await smoke(server.url, { requests })).toEqual([
      'failed header: HEAD /b: header x-b is not there, wanted "c"',
    ]);
    expect(server.asked).toEqual(['HEAD /b', 'POST /a', 'HEAD /b']);
    expect(server.requests[0]?.headers['x-a']).toBe('1');
  });

  it('is ready by any answer of its own where all requests change something', async () => {
    const server = await serve({ '/a': answer(200) });
    expect(await smoke(server.url, { requests: [{ path: '/a', method: 'DELETE' }] })).toEqual(['passed']);
    expect(server.asked).toEqual(['GET /', 'DELETE /a']);
  });

  it('is not waited for any longer when the run is stopped', async () => {
    const server = await serve({ '/': answer(503) });
    const controller = new AbortController();
    const web = makeWeb();
    const stopping: TestWeb = {
      ...web,
      wait: async (milliseconds, signal) => {
        controller.abort(new Error('stopped'));
        await web.wait(milliseconds, signal);
      },
    };
    await expect(smoke(server.url, { ready: SOON }, stopping, controller.signal)).rejects.toThrow('stopped');
  });
});

describe('a service that does not answer', () => {
  const first = (status: number) => {
    let asked = 0;
    return (then: Route): Route =>
      (request, response) => {
        asked += 1;
        (asked === 1 ? answer(status) : then)(request, response);
      };
  };

  it.each([
    ['hangs', () => undefined, 'no answer in time'],
    ['cuts the connection', (_, response) => response.destroy(), 'the connection was cut'],
    [
      'trickles',
      (_, response) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write('x'), 20);
        response.on('close', () => clearInterval(timer));
      },
      'no answer in time',
    ],
    ['ends in mid-body', cutShort, 'the connection was cut'],
  ] as [string, Route, string][])('fails when it %s', async (_, route, said) => {
    const server = await serve({ '/': first(200)(route) });
    expect(await smoke(server.url, { timeout: '200ms' })).toEqual([`failed no-answer: GET /: no answer: ${said}`]);
  });

  it('fails when it was not ready in time, however long an answer may take', async () => {
    const server = await serve({ '/': () => undefined });
    expect(await smoke(server.url, { ready: { within: '100ms', every: '100ms' } })).toEqual([
      'failed not-ready: not ready after 100 ms: GET /: no answer: no answer in time (1 attempt)',
    ]);
  });

  it('fails when it speaks no HTTP, or answers without encryption', async () => {
    const url = await serveRaw((socket) => socket.end('hello\r\n\r\n'));
    const ready = { within: '1s' };
    expect(await smoke(url, { ready })).toEqual([
      'failed not-ready: not ready after 1 s: GET /: no answer: the answer is no HTTP (HPE_INVALID_CONSTANT) (1 attempt)',
    ]);
    const [message = ''] = await smoke(url.replace('http:', 'https:'), { ready });
    expect(message).toContain('failed not-ready: not ready after 1 s: GET /: no answer: no encrypted connection');
  });

  it('fails when nobody vouches for its certificate', async () => {
    const server = await serve({ '/': answer(200) }, startSecureServer);
    expect(await smoke(server.url, { ready: { within: '1s' } })).toEqual([
      'failed not-ready: not ready after 1 s: GET /: no answer: its certificate is not valid (DEPTH_ZERO_SELF_SIGNED_CERT) (1 attempt)',
    ]);
  });

  it('fails when nobody listens', async () => {
    const server = await serve({});
    server.close();
    expect(await smoke(server.url, { ready: { within: '1s' } })).toEqual([
      'failed not-ready: not ready after 1 s: GET /: no answer: its host refuses the connection (1 attempt)',
    ]);
  });
});

describe('a service that nobody could ask', () => {
  const here = (options = {}, variables = {}) =>
    smokeTest(
      { ready: { within: '2s' }, ...options },
      makeWeb({ variables, resolve: (host) => (host === 'a.example' ? 'ENOTFOUND' : 'ENETUNREACH') }),
      new AbortController().signal,
    );

  it.each([
    [
      'its host is not known',
      { url: 'https://a.example' },
      'https://a.example could not be asked: host not found (2 attempts)',
    ],
    [
      'there is no way to it',
      { url: 'https://b.example' },
      'https://b.example could not be asked: there is no way to its host (ENETUNREACH) (2 attempts)',
    ],
    [
      'it is private and that is not allowed',
      { url: 'http://localhost:8080' },
      'http://localhost:8080 could not be asked: localhost is at a private address, which is asked only where `private` allows it (1 attempt)',
    ],
    [
      'its address is none',
      { url: 'localhost:8080' },
      '`localhost:8080` is no address: it has to begin with `https://` or `http://`',
    ],
    [
      'its address is none, and holds a password',
      { url: 'ftp://me:password@a.example' },
      '`ftp://a.example` is no address: it has to begin with `https://` or `http://`',
    ],
    ['no variable says where it is', {}, 'the variable `BASE_URL` is not set: it says where the service is'],
    [
      'variables of a header are not set',
      { url: 'https://a.example', headers: { A: '{env:ONE} {env:TWO}' } },
      'the variables `ONE`, `TWO` are not set, and the options name them',
    ],
    [
      'a header cannot be sent',
      { url: 'https://a.example', headers: { A: '{env:ODD}' } },
      'a variable in the headers of GET / holds what cannot stand in a header',
    ],
  ])('is broken when %s', async (_, options, message) => {
    expect(await here(options, { ODD: 'a\nb' })).toEqual({ status: 'broken', message });
  });

  it('has failed when it gave one bad answer before', async () => {
    const server = await serve({ '/': answer(500) });
    let asked = 0;
    const web = makeWeb();
    const failing: TestWeb = {
      ...web,
      send: async (request, signal) => {
        asked += 1;
        return asked === 1 ? web.send(request, signal) : { type: 'failure', cause: 'no-resolver', detail: 'EAI_AGAIN' };
      },
    };
    expect(await smoke(server.url, { ready: { within: '2s' } }, failing)).toEqual([
      'failed not-ready: not ready after 2 s: GET /: status 500 Internal Server Error, wanted 200-299 (2 attempts)',
    ]);
  });
});
