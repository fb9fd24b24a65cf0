import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { checkExternalLinks } from '../../src/external-links/check.ts';
import { linksTo, makeWeb, type TestWeb } from '../support/web-lab.ts';
import { answer, page, type Route, startSecureServer, startServer, type TestServer } from '../support/web-server.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serve(routes: Record<string, Route>, start = startServer): Promise<TestServer> {
  const server = await start(routes);
  closing.push(server.close);
  return server;
}

/** What is found, one line each, with `~` for a server's address. */
async function check(server: TestServer, destinations: readonly string[], requests = {}, web: TestWeb = makeWeb()) {
  const links = linksTo(...destinations.map((one) => one.replace('~', server.url)));
  const options = { external: true, requests: { private: true, perSecond: 100, ...requests } };
  const result = await checkExternalLinks(links, options, web, new AbortController().signal);
  if ('problem' in result) return [`broken: ${result.problem}`];
  return result.findings.map(
    ({ severity, line, message, rule }) => `${line} ${severity} ${rule}: ${message.replaceAll(server.url, '~')}`,
  );
}

describe('a link to another site', () => {
  it('passes when the page is there, by its head alone', async () => {
    const server = await serve({ '/a': page('') });
    expect(await check(server, ['~/a'])).toEqual([]);
    expect(server.asked).toEqual(['HEAD /a']);
  });

  it('is asked once however many links lead to the page, and told once with the number of the others', async () => {
    const server = await serve({});
    expect(await check(server, ['~/a', '~/a#x', '~/a'])).toEqual([
      '1 error external-link: `~/a` leads nowhere: 404 Not Found (and in 2 other places)',
    ]);
    expect(server.asked).toEqual(['GET /a']);
  });

  it.each([403, 404, 405, 500, 501])(
    'is believed to be away only when the whole page is: %i for its head',
    async (status) => {
      const server = await serve({
        '/a': ({ method }, response) => response.writeHead(method === 'HEAD' ? status : 200).end(),
      });
      expect(await check(server, ['~/a'])).toEqual([]);
      expect(server.asked).toEqual(['HEAD /a', 'GET /a']);
    },
  );

  it('is believed to be away only when the whole page is: the connection ends when its head is asked for', async () => {
    const server = await serve({
      '/a': ({ method, socket }, response) => (method === 'HEAD' ? socket.destroy() : response.end()),
    });
    expect(await check(server, ['~/a'])).toEqual([]);
  });

  it.each([
    [400, 'error external-link: `~/a` leads nowhere: 400 Bad Request'],
    [404, 'error external-link: `~/a` leads nowhere: 404 Not Found'],
    [410, 'error external-link: `~/a` leads nowhere: 410 Gone'],
    [302, 'error external-link: `~/a` leads nowhere: 302'],
    [401, 'warning external-unverified: `~/a` could not be checked: 401 Unauthorized'],
    [403, 'warning external-unverified: `~/a` could not be checked: 403 Forbidden'],
    [999, 'warning external-unverified: `~/a` could not be checked: 999'],
    [429, 'warning external-unverified: `~/a` could not be checked: 429 Too Many Requests'],
    [500, 'error external-link: `~/a` cannot be reached: 500 Internal Server Error'],
    [503, 'error external-link: `~/a` cannot be reached: 503 Service Unavailable'],
    [521, 'error external-link: `~/a` cannot be reached: 521'],
  ])('is judged by the status: %i', async (status, message) => {
    const server = await serve({ '/a': answer(status) });
    expect(await check(server, ['~/a'])).toEqual([`1 ${message}`]);
  });

  it('passes with a status that the config accepts', async () => {
    const server = await serve({ '/a': answer(404), '/b': answer(503), '/c': answer(403) });
    expect(await check(server, ['~/a', '~/b', '~/c'], { accept: [404, '500-599'] })).toEqual([
      '3 warning external-unverified: `~/c` could not be checked: 403 Forbidden',
    ]);
  });

  it('is told when it is no address', async () => {
    const server = await serve({});
    expect(await check(server, ['https://[a', 'mailto:a@b.c', 'docs/a.md', '#x'])).toEqual([
      '1 error external-link: `https://[a` is no address of a page',
    ]);
  });

  it('is not asked where it is an example, or means the machine of whoever reads', async () => {
    const server = await serve({});
    const examples = [
      'https://example.com/a',
      'http://x.example',
      'http://localhost:3000',
      `${server.url}/a`,
      'http://10.0.0.1',
    ];
    expect(await check(server, examples, { private: false })).toEqual([]);
    expect(server.asked).toEqual([]);
  });

  it('is not asked where the config leaves it out', async () => {
    const server = await serve({});
    expect(await check(server, ['~/a', '~/b'], { only: `${server.url}/b*` })).toEqual([
      '2 error external-link: `~/b` leads nowhere: 404 Not Found',
    ]);
    expect(server.asked).toEqual(['HEAD /b', 'GET /b']);
  });

  it('is asked without the name and the password that it holds, and is the same without them', async () => {
    const server = await serve({ '/a': answer(200) });
    await check(server, [`${server.url.replace('//', '//user:password@')}/a`, '~/a']);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  it('is asked by everybody in the same words', async () => {
    const server = await serve({ '/a': answer(404) });
    await check(server, ['~/a']);
    expect(server.requests.map(({ headers }) => headers['user-agent'])).toEqual(
      Array(2).fill('Mozilla/5.0 (compatible; lattice-hooks; link check)'),
    );
  });
});

describe('a link whose server does not answer', () => {
  it.each([
    ['hangs', (): void => undefined, 'no answer in time'],
    [
      'cuts the connection',
      (_: unknown, response: { destroy(): void }) => response.destroy(),
      'the connection was cut',
    ],
  ])('is told when it %s, after some attempts', async (_, route, said) => {
    const server = await serve({ '/a': route as Route });
    const web = makeWeb();
    expect(await check(server, ['~/a'], { timeout: '200ms', retries: 1 }, web)).toEqual([
      `1 error external-link: \`~/a\` cannot be reached: ${said}`,
    ]);
    expect(web.waits).toContain(1000);
  });

  it('is told when nobody listens, and when what listens knows no HTTP', async () => {
    const server = await serve({});
    const odd = createServer((socket) => socket.end('hello\r\n\r\n').on('error', () => undefined));
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
    closing.push(() => odd.close());
    const { port } = odd.address() as { port: number };
    server.close();
    expect(await check(server, ['~/a', `http://127.0.0.1:${port}/b`])).toEqual([
      '1 error external-link: `~/a` cannot be reached: its host refuses the connection',
      `2 error external-link: \`http://127.0.0.1:${port}/b\` cannot be reached: the answer is no HTTP (HPE_INVALID_CONSTANT)`,
    ]);
  });

  it('is told when nobody whom we trust has signed its certificate', async () => {
    const server = await serve({ '/a': answer(200) }, startSecureServer);
    expect(await check(server, ['~/a'])).toEqual([
      '1 error external-link: `~/a` leads nowhere: its certificate is not valid (DEPTH_ZERO_SELF_SIGNED_CERT)',
    ]);
  });

  it('passes when it answers the next time', async () => {
    let turn = 0;
    const server = await serve({
      '/a': (_, response) => {
        turn += 1;
        response.writeHead(turn < 4 ? 502 : 200).end();
      },
    });
    expect(await check(server, ['~/a'])).toEqual([]);
    // The head, the page, and twice again.
    expect(server.asked).toEqual(['HEAD /a', 'GET /a', 'GET /a', 'GET /a']);
  });
});

describe('a server that asks us to wait', () => {
  const later = (value: string): Route => {
    let turn = 0;
    return (_, response) => {
      turn += 1;
      if (turn === 1) response.writeHead(429, { 'retry-after': value }).end();
      else response.writeHead(200).end();
    };
  };

  it.each([
    ['in seconds', '7'],
    ['by a date', 'Thu, 01 Jan 2026 00:00:07 GMT'],
  ])('is waited for: %s', async (_, value) => {
    const server = await serve({ '/a': later(value) });
    const web = makeWeb();
    expect(await check(server, ['~/a'], {}, web)).toEqual([]);
    expect(web.waits).toEqual([7000]);
  });

  it('is not asked any more in this run where it asks for too much', async () => {
    const server = await serve({ '/a': answer(429, { 'retry-after': '3600' }), '/b': answer(200), '/c': answer(200) });
    const web = makeWeb();
    expect(await check(server, ['~/a', '~/b', '~/c'], { perHost: 1 }, web)).toEqual(
      ['a', 'b', 'c'].map(
        (name, at) =>
          `${at + 1} warning external-unverified: \`~/${name}\` could not be checked: 429 Too Many Requests`,
      ),
    );
    expect(server.asked).toEqual(['HEAD /a']);
  });

  it('is asked again another time', async () => {
    const server = await serve({ '/a': answer(429, { 'retry-after': '3600' }) });
    const web = makeWeb();
    await check(server, ['~/a'], {}, web);
    server.routes['/a'] = answer(200);
    expect(await check(server, ['~/a'], {}, web)).toEqual([]);
  });
});

describe('a redirect', () => {
  it('is followed, and a page that has moved for good is told with its place', async () => {
    const server = await serve({
      '/old': answer(301, { location: '/older' }),
      '/older': answer(308, { location: 'new?x=1' }),
      '/new': answer(302, { location: '/de' }),
      '/de': answer(200),
      '/now': answer(302, { location: '/old' }),
    });
    expect(await check(server, ['~/old', '~/now', '~/new'])).toEqual([
      '1 warning external-moved: `~/old` redirects for good to `~/new?x=1`',
    ]);
  });

  it.each([
    [
      '/b',
      { '/a': answer(302, { location: '/b' }), '/b': answer(302, { location: '/a#x' }) },
      'it redirects in a circle',
    ],
    ['itself', { '/a': answer(301, { location: '/a' }) }, 'it redirects in a circle'],
    ['nothing', { '/a': answer(301, { location: 'http://[' }) }, 'it redirects to something that is no address'],
    ['a file', { '/a': answer(301, { location: 'file:///etc/passwd' }) }, 'it redirects to no page of the web'],
    ['no page', { '/a': answer(301, { location: '/gone' }) }, '404 Not Found'],
  ])('is told when it leads nowhere: to %s', async (_, routes, said) => {
    const server = await serve(routes as unknown as Record<string, Route>);
    expect(await check(server, ['~/a'])).toEqual([`1 error external-link: \`~/a\` leads nowhere: ${said}`]);
  });

  it('that goes round for programs without cookies is not known to lead nowhere', async () => {
    const server = await serve({ '/a': answer(302, { location: '/a', 'set-cookie': 'seen=1' }) });
    expect(await check(server, ['~/a'])).toEqual([
      '1 warning external-unverified: `~/a` could not be checked: it redirects in a circle, and sets cookies',
    ]);
  });

  it('is followed so many times', async () => {
    const endless: Route = ({ url = '' }, response) =>
      response.writeHead(302, { location: `/a?${Number(url.split('?')[1] ?? 0) + 1}` }).end();
    const server = await serve({ '/a': endless });
    expect(await check(server, ['~/a'], { redirects: 3 })).toEqual([
      '1 error external-link: `~/a` leads nowhere: it redirects more than 3 times',
    ]);
    expect(server.asked.filter((one) => one.startsWith('GET'))).toHaveLength(4);
  });

  it('hands nothing on to another host, and credentials in it to nobody', async () => {
    const other = await serve({ '/b': answer(200), '/c': answer(200) });
    const server = await serve({
      '/a': answer(302, { location: `${other.url}/b` }),
      '/c': answer(302, { location: `${other.url.replace('//', '//user:password@')}/c` }),
    });
    const web = makeWeb({ variables: { TOKEN: 'secret-value' } });
    const headers = { [server.url]: { Authorization: 'Bearer {env:TOKEN}', Cookie: 'a=b', 'X-Own': 'c' } };
    expect(await check(server, ['~/a', '~/c'], { headers }, web)).toEqual([]);
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: 'Bearer secret-value',
      cookie: 'a=b',
      'x-own': 'c',
    });
    for (const { headers: got } of other.requests) {
      expect([got.authorization, got.cookie, got['x-own']]).toEqual([undefined, undefined, undefined]);
    }
    expect(other.requests).toHaveLength(2);
  });

  it('into a private network is not followed', async () => {
    const inner = await serve({ '/admin': answer(200) });
    const server = await serve({ '/a': answer(302, { location: inner.url.replace('127.0.0.1', '127.0.0.2') }) });
    expect(await check(server, ['~/a'], { private: ['127.0.0.1'] })).toEqual([
      '1 warning external-private: `~/a` leads into a private network, which is not asked: 127.0.0.2 is at a private address',
    ]);
  });

  it('says nothing raw of what a server writes', async () => {
    const server = await serve({ '/a': answer(301, { location: '/%1B[31m\x80?\u00a0`' }), '/%1B[31m': answer(200) });
    const found = await check(server, ['~/a']);
    expect(found.join()).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('headers of the config', () => {
  it('are left out while a variable is not set, and that is told where the server wants them', async () => {
    const server = await serve({ '/a': answer(401) });
    const headers = { [server.url]: { Authorization: 'Bearer {env:TOKEN}' } };
    expect(await check(server, ['~/a'], { headers })).toEqual([
      '1 warning external-unverified: `~/a` could not be checked: 401 Unauthorized; `TOKEN` is not set',
    ]);
    expect(server.requests[0]?.headers.authorization).toBeUndefined();
  });

  it('are never shown, not even when a server says them back', async () => {
    const server = await serve({
      '/a': ({ headers: { authorization = '' } }, response) =>
        response.writeHead(301, { location: `/b?${encodeURIComponent(authorization)}` }).end(),
      '/b': answer(200),
    });
    const web = makeWeb({ variables: { TOKEN: 'a secret/value\n' } });
    const headers = { [server.url]: { Authorization: 'Bearer {env:TOKEN}' } };
    expect(await check(server, ['~/a'], { headers }, web)).toEqual([
      '1 warning external-moved: `~/a` redirects for good to `~/b?Bearer%20***`',
    ]);
    const kept = [...web.words].flatMap(([, word]) => Buffer.from(word.split('.')[2] ?? '', 'base64url').toString());
    expect(kept.join()).not.toContain('secret');
  });

  it('cannot be made of everything', async () => {
    const server = await serve({});
    const headers = { [server.url]: { Authorization: '{env:TOKEN}' } };
    expect(await check(server, ['~/a'], { headers }, makeWeb({ variables: { TOKEN: 'a\nHost: b' } }))).toEqual([
      'broken: the variable `TOKEN` holds what cannot stand in a header',
    ]);
    expect(await check(server, ['~/a'], { headers: { 'a b/c': {} } })).toEqual([
      'broken: `headers` are for `a b/c`, which is no host',
    ]);
  });
});

describe('a name on a page', () => {
  it('is looked for in what comes, whatever it is packed in', async () => {
    const server = await serve({
      '/plain': page('<h1 id="a">A</h1><a name="b">'),
      '/packed': (_, response) =>
        response
          .writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
          .end(gzipSync('<h1 id="a">A</h1>')),
    });
    expect(
      await check(server, ['~/plain#a', '~/plain#b', '~/plain#c', '~/packed#a', '~/packed#c', '~/plain#top']),
    ).toEqual([
      '3 error external-heading: `~/plain#c` leads nowhere: the page has no heading or anchor `#c`',
      '5 error external-heading: `~/packed#c` leads nowhere: the page has no heading or anchor `#c`',
    ]);
    expect(server.asked).toEqual(['GET /plain', 'GET /packed']);
  });

  it('is not looked for where nobody can tell', async () => {
    const server = await serve({
      '/app': page('<div id="root"></div><script src="a.js"></script>'),
      '/named': page('<h1>A</h1><script>const id = "made-later";</script>'),
      '/text': page('a', 'text/plain'),
      '/long': page(`<h1>A</h1>${'x'.repeat(9_000_000)}`),
      '/to': answer(302, { location: '/named#there' }),
      '/docs': page('<h1 id="a">A</h1>'),
    });
    const links = ['~/app#x', '~/named#made-later', '~/text#x', '~/long#x', '~/to#x', '~/docs#/route', '~/docs#page=2'];
    expect(await check(server, links)).toEqual([]);
  });

  it('is not looked for where the config says so', async () => {
    const server = await serve({ '/a': page('<h1>A</h1>') });
    expect(await check(server, ['~/a#x'], { fragments: false })).toEqual([]);
    expect(server.asked).toEqual(['HEAD /a']);
  });
});
