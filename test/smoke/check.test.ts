import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { smokeTest } from '../../src/smoke/check.ts';
import { cutShort, json, serve, smoke } from '../support/smoke-lab.ts';
import { makeWeb, type TestWeb } from '../support/web-lab.ts';
import { answer, page, type Route, type TestServer } from '../support/web-server.ts';

describe('a service', () => {
  it('passes when its address answers, and the pass is not one to remember', async () => {
    const server = await serve({ '/': answer(204) });
    const options = { url: server.url, private: true };
    expect(await smokeTest(options, makeWeb(), new AbortController().signal)).toEqual({
      status: 'passed',
      lasting: false,
    });
    expect(server.asked).toEqual(['GET /', 'GET /']);
  });

  it('is where a variable says', async () => {
    const server = await serve({ '/app/health': answer(200) });
    const web = makeWeb({ variables: { BASE_URL: `${server.url}/app/\n` } });
    const options = { private: true, requests: [{ path: '/health' }] };
    expect(await smokeTest(options, web, new AbortController().signal)).toMatchObject({ status: 'passed' });
  });

  it('fails with what was got and what was wanted, each thing once', async () => {
    const server = await serve({
      '/': answer(200),
      '/a': answer(404, {}, '<h1>Not\n here</h1>'),
      '/b': json({ status: 'degraded', checks: [{ name: 'db', ok: false }], 'a.b': 1 }),
      '/c': page('Hello'),
      '/d': answer(302, { location: '/login?next=secret' }),
    });
    const requests = [
      { path: '/', name: 'front page' },
      { path: '/a' },
      {
        path: '/b',
        expect: {
          headers: { 'Content-Type': { matches: '^text/' }, 'X-Version': '2', 'X-Debug': { exists: false } },
          json: {
            status: 'ok',
            'checks[0].ok': true,
            'checks[0].name': { matches: '^d', equals: 'db' },
            '["a.b"]': { atLeast: 2 },
            'checks[1].ok': { exists: true },
            gone: { exists: false },
          },
        },
      },
      { path: '/c', expect: { body: 'Welcome' } },
      { path: '/c', expect: { json: { a: 1 }, body: { contains: ['Hel', 'lo'], lacks: 'ell', matches: '^H.*o$' } } },
      { path: '/d' },
    ];
    expect(await smoke(server.url, { requests })).toEqual([
      'failed status: GET /a: status 404 Not Found, wanted 200-299; it says "<h1>Not here</h1>"',
      'failed header: GET /b: header content-type is "application/json; charset=utf-8", wanted /^text\\//',
      'failed header: GET /b: header x-version is not there, wanted "2"',
      'failed json: GET /b: JSON status is "degraded", wanted "ok"',
      'failed json: GET /b: JSON checks[0].ok is false, wanted true',
      'failed json: GET /b: JSON ["a.b"] is 1, wanted at least 2',
      'failed json: GET /b: JSON checks[1].ok is not there, wanted something',
      'failed body: GET /c: the body begins with "Hello", wanted something with "Welcome"',
      'failed json: GET /c: the body is no JSON: "Hello", wanted JSON',
      'failed body: GET /c: the body begins with "Hello", wanted something without "ell"',
      'failed status: GET /d: status 302, wanted 200-299 (it redirects to "~/login")',
    ]);
  });

  it('is asked with the method, the headers and the body that the options say', async () => {
    const bodies: string[] = [];
    const server = await serve({
      '/': answer(200),
      '/orders': (request, response) => {
        request.setEncoding('utf8');
        let text = '';
        request.on('data', (part) => {
          text += part;
        });
        request.on('end', () => {
          bodies.push(text);
          response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":7}');
        });
      },
    });
    const requests = [
      { path: '/' },
      { path: '/orders', method: 'POST', json: { item: 'ä' }, expect: { status: 201, json: { id: 7 } } },
      {
        path: '/orders',
        method: 'PUT',
        body: 'x=1',
        headers: { 'Content-Type': 'text/plain' },
        expect: { status: [201] },
      },
    ];
    expect(await smoke(server.url, { requests, headers: { 'X-Test': 'yes' } })).toEqual(['passed']);
    expect(server.asked).toEqual(['GET /', 'GET /', 'POST /orders', 'PUT /orders']);
    expect(bodies).toEqual(['{"item":"ä"}', 'x=1']);
    const sent = server.requests.slice(2).map(({ headers }) => [headers['content-type'], headers['x-test']]);
    expect(sent).toEqual([
      ['application/json', 'yes'],
      ['text/plain', 'yes'],
    ]);
    expect(server.requests[2]?.headers['content-length']).toBe('13');
  });

  it('is asked with name and password of its address, which nobody else gets', async () => {
    const other = await serve({ '/': answer(200) });
    const server = await serve({ '/': answer(302, { location: `${other.url}/` }) });
    const url = server.url.replace('//', '//me:pass%20word@');
    expect(await smoke(url, { redirects: 1, headers: { 'X-Own': 'a' } })).toEqual(['passed']);
    expect(server.requests[0]?.headers.authorization).toBe(`Basic ${Buffer.from('me:pass word').toString('base64')}`);
    expect(other.requests[0]?.headers).not.toHaveProperty('authorization');
    expect(other.requests[0]?.headers).not.toHaveProperty('x-own');
  });

  it('may be judged by what is compressed', async () => {
    const server = await serve({ '/': answer(200, { 'content-encoding': 'gzip' }, gzipSync('{"a":null}') as never) });
    expect(
      await smoke(server.url, { requests: [{ expect: { json: { a: null, $: { equals: { a: null } } } } }] }),
    ).toEqual(['passed']);
  });
});

describe('redirects', () => {
  it('are followed as often as is allowed, and those that lead nowhere are told', async () => {
    const server = await serve({
      '/': answer(200),
      '/a': answer(301, { location: '/b' }),
      '/b': answer(302, { location: '/' }),
      '/loop': answer(302, { location: '/loop' }),
      '/mail': answer(302, { location: 'mailto:a@b.c' }),
    });
    const requests = [
      { path: '/' },
      ...['/a', '/loop', '/mail'].map((path) => ({ path, redirects: 2 })),
      { path: '/a', redirects: 1 },
      { path: '/a', expect: { status: 301, headers: { location: '/b' } } },
    ];
    expect(await smoke(server.url, { requests })).toEqual([
      'failed redirect: GET /loop: it redirects in a circle (at ~/loop)',
      'failed redirect: GET /mail: it redirects to no page of the web (at ~/mail)',
      'failed redirect: GET /a: it redirects more than 1 times (at ~/b)',
    ]);
  });

  it('are answers to a request that changes something', async () => {
    const server = await serve({ '/': answer(200), '/a': answer(303, { location: '/' }) });
    const requests = [{ path: '/' }, { path: '/a', method: 'POST', redirects: 3 }];
    expect(await smoke(server.url, { requests })).toEqual([
      'failed status: POST /a: status 303, wanted 200-299 (it redirects to "~/")',
    ]);
    expect(server.asked).toEqual(['GET /', 'GET /', 'POST /a']);
  });

  it('lead to no private address that is not allowed, and then nothing was measured', async () => {
    const server = await serve({ '/': answer(200), '/a': answer(302, { location: 'http://localhost:1/' }) });
    const options = { private: ['127.0.0.1'], requests: [{ path: '/' }, { path: '/a', redirects: 1 }] };
    expect(await smoke(server.url, options)).toEqual([
      'broken: GET /a: http://localhost:1/: localhost is at a private address, which is asked only where `private` allows it',
    ]);
  });
});

describe('the time that answers take', () => {
  /** A server whose answers take so long by the clock of the web. */
  async function timed(web: TestWeb, times: readonly number[]): Promise<TestServer> {
    const left = [...times];
    return serve({
      '/': answer(200),
      '/a': (_, response) => {
        web.pass(left.shift() ?? 0);
        response.end();
      },
    });
  }
  const slow = (latency: unknown) => ({ requests: [{ path: '/' }, { path: '/a', expect: { latency } }] });

  it.each([
    [[900, 100, 100, 100, 900], '100ms', 'passed'],
    [
      [1, 101, 101, 101, 900],
      '100ms',
      'failed latency: GET /a: the median of 5 requests is 101 ms, wanted at most 100 ms, from 1 ms to 900 ms',
    ],
    [
      [100, 102],
      { median: '100ms', requests: 2 },
      'failed latency: GET /a: the median of 2 requests is 101 ms, wanted at most 100 ms, from 100 ms to 102 ms',
    ],
    [[12_001], { median: '12s', requests: 1 }, 'failed latency: GET /a: the request took 13 s, wanted at most 12 s'],
  ])('is judged by the median: %j within %j', async (times, latency, said) => {
    const web = makeWeb();
    const server = await timed(web, times);
    expect(await smoke(server.url, slow(latency), web)).toEqual([said]);
    expect(server.asked).toHaveLength(2 + times.length);
  });

  it('is not judged where an answer was no good, which is told with how many were', async () => {
    const states = [200, 500, 200, 500, 200];
    const server = await serve({
      '/': answer(200),
      '/a': (request, response) => answer(states.shift() ?? 0)(request, response),
      '/b': (() => {
        let asked = 0;
        return (request: IncomingMessage, response: ServerResponse) => {
          asked += 1;
          if (asked === 2) cutShort(request, response);
          else response.end();
        };
      })(),
    });
    const requests = [
      { path: '/' },
      { path: '/a', expect: { latency: '9m' } },
      { path: '/b', expect: { latency: '9m' } },
    ];
    expect(await smoke(server.url, { requests })).toEqual([
      'failed status: GET /a: status 500 Internal Server Error, wanted 200-299 (2 of 5 answers)',
      'failed no-answer: GET /b: no answer: the connection was cut (1 of 5 answers)',
    ]);
  });
});

it('complains of what a header must not have, on whichever of its lines', async () => {
  const cookies = ['a=1; Secure', 'b=2; Domain=a.org'];
  const server = await serve({ '/': (_, response) => response.writeHead(200, { 'set-cookie': cookies }).end() });
  const one = (wish: object) => smoke(server.url, { requests: [{ expect: { headers: { 'set-cookie': wish } } }] });
  expect(await one({ lacks: 'Domain', contains: 'a=1' })).toHaveLength(1);
  expect((await one({ lacks: 'Domain' }))[0]).toContain('something without "Domain"');
  expect(await one({ lacks: 'Path', matches: '^b=2' })).toEqual(['passed']);
});

describe('secrets', () => {
  const variables = { TOKEN: 'abc"def', KEY: 'k-1234', VERSION: 'v1.2+3', BASE_URL: '' };

  it('are in no message, though the server says them back', async () => {
    const back: Route = ({ headers, url }, response) =>
      response.writeHead(500).end(JSON.stringify({ you: headers['x-token'], sent: url }));
    const server = await serve({ '/': answer(200), '/a': back, '/json': json({ token: 'abc"def', v: 'v1.2+4' }) });
    const requests = [
      { path: '/' },
      { path: '/a?key={env:KEY}', headers: { 'X-Token': 'Bearer {env:TOKEN}' } },
      { path: '/json', expect: { json: { token: 'x', v: '{env:VERSION}' } } },
      { path: '/json', expect: { json: { v: { matches: '^{env:VERSION}$' } } } },
    ];
    const lines = await smoke(server.url, { requests }, makeWeb({ variables }));
    expect(lines).toEqual([
      'failed status: GET /a?key={env:KEY}: status 500 Internal Server Error, wanted 200-299; it says "{\\"you\\":\\"Bearer ***\\",\\"sent\\":\\"/a?key=***\\"}"',
      'failed json: GET /json: JSON token is "***", wanted "x"',
      'failed json: GET /json: JSON v is "v1.2+4", wanted "v1.2+3"',
      'failed json: GET /json: JSON v is "v1.2+4", wanted /^v1\\.2\\+3$/',
    ]);
  });

  it('of the address are not shown either', async () => {
    const sent = Buffer.from('me:pass word').toString('base64');
    const server = await serve({ '/': answer(500, {}, `pass word pass%20word ${sent}`) });
    const url = server.url.replace('//', '//me:pass%20word@');
    const lines = await smoke(url, { ready: { within: '1s' } });
    expect(lines.join()).toContain('it says "*** *** ***"');
    expect(lines.join()).not.toMatch(/pass.{1,3}word/);
  });
});

describe('a body that is very long', () => {
  it('is judged only by what its beginning tells', async () => {
    const server = await serve({ '/': page(`begin${' '.repeat(9 * 1024 * 1024)}end`) });
    const one = (expectations: object) => smoke(server.url, { requests: [{ expect: expectations }] });
    expect(await one({ body: 'begin' })).toEqual(['passed']);
    expect(await one({ body: 'end' })).toEqual(['broken: GET /: the body is too long to be judged']);
    expect(await one({ body: { lacks: 'x' } })).toEqual(['broken: GET /: the body is too long to be judged']);
    expect(await one({ json: { a: 1 } })).toEqual(['broken: GET /: the body is too long to be read as JSON']);
    expect(await one({ json: { a: 1 }, headers: { 'x-a': 'b' } })).toEqual([
      'failed header: GET /: header x-a is not there, wanted "b"',
      'failed unmeasured: GET /: the body is too long to be read as JSON',
    ]);
  });
});
