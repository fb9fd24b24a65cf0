import type { LookupAddress } from 'node:dns';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { WebAnswer, WebRequest } from '../../src/core/contracts/web.ts';
import { guardedLookup } from '../../src/web/guarded-lookup.ts';
import { Sender } from '../../src/web/sender.ts';
import { answer, type Route, startSecureServer, startServer, type TestServer } from '../support/web-server.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serve(routes: Record<string, Route>, start = startServer): Promise<TestServer> {
  const server = await start(routes);
  closing.push(server.close);
  return server;
}

/** A server that knows no HTTP: it is handed each connection. */
async function serveRaw(use: (socket: Socket) => unknown): Promise<string> {
  const sockets: Socket[] = [];
  const server: Server = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
    use(socket);
  });
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as { port: number }).port}`;
}

const REQUEST: Omit<WebRequest, 'url'> = {
  method: 'GET',
  headers: {},
  connectTimeout: 20_000,
  timeout: 20_000,
  allowsPrivate: true,
  limit: 1_000_000,
};

const sender = (variables = {}) => new Sender(guardedLookup(), variables);
const ask = (url: string, more: Partial<WebRequest> = {}, by = sender()): Promise<WebAnswer> =>
  by.send({ ...REQUEST, url, ...more }, new AbortController().signal);

/** The answer, and the text that was read of it. */
async function read(url: string, more: Partial<WebRequest> = {}, enough = Number.POSITIVE_INFINITY) {
  let text = '';
  const reader = () => (piece: string) => {
    text += piece;
    return text.length < enough;
  };
  return { answer: await ask(url, { ...more, reader }), text };
}

describe('a request', () => {
  it('gets the status and the headers, and no body that nobody reads', async () => {
    const { url } = await serve({ '/a': answer(301, { location: '/b' }), '/big': endless });
    expect(await ask(`${url}/a`, { method: 'HEAD' })).toMatchObject({
      type: 'reply',
      status: 301,
      headers: { location: '/b' },
    });
    expect(await ask(`${url}/big`)).toMatchObject({ type: 'reply', status: 200 });
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['identity', (text: string) => Buffer.from(text)],
  ])('reads a body that is compressed: %s', async (encoding, compress) => {
    const body = compress('<p id="é">');
    const { url } = await serve({
      '/': (_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(body),
    });
    expect((await read(`${url}/`)).text).toBe('<p id="é">');
  });

  it.each([
    ['text/html; charset=ISO-8859-1', ''],
    ['text/html', '<meta charset="latin1">'],
  ])('reads a body in the charset that it names: %s %s', async (type, beginning) => {
    const body = Buffer.from(`${beginning}é`, 'latin1');
    const { url } = await serve({ '/': (_, response) => response.writeHead(200, { 'content-type': type }).end(body) });
    expect((await read(`${url}/`)).text).toBe(`${beginning}é`);
  });

  it('reads no more than the limit, also of what is small only while it is compressed', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, 'a'));
    const { url } = await serve({
      '/': (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
      '/endless': endless,
    });
    for (const place of ['/', '/endless']) {
      const { answer, text } = await read(`${url}${place}`, { limit: 70_000 });
      expect([answer, text.length]).toMatchObject([{ type: 'reply', isCut: true }, 70_000]);
    }
  });

  it('stops reading when the reader has enough', async () => {
    const { url } = await serve({ '/': endless });
    expect((await read(`${url}/`, {}, 10)).answer).toMatchObject({ type: 'reply', isCut: false });
  });

  it('is sent again where a connection that was used before has just come to its end', async () => {
    let served = 0;
    const address = await serveRaw((socket) =>
      socket.on('data', () => {
        served += 1;
        // Says that the connection stays, and closes it when the next request comes over it.
        if (served === 2) socket.destroy();
        else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
      }),
    );
    const one = sender();
    expect(await ask(`http://${address}/`, { method: 'HEAD' }, one)).toMatchObject({ status: 200 });
    await new Promise((resolve) => setImmediate(resolve));
    expect(await ask(`http://${address}/`, { method: 'HEAD' }, one)).toMatchObject({ status: 200 });
    expect(served).toBe(3);
  });

  it('is sent once where it changes something, over a connection of its own, with its body', async () => {
    const heads: string[] = [];
    const address = await serveRaw((socket) => {
      let text = '';
      socket.on('data', (data) => {
        text += data.toString();
        if (text.startsWith('GET')) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
        else if (text.endsWith('ä')) {
          heads.push(text);
          socket.destroy();
        }
      });
    });
    const one = sender();
    const reader = () => () => true;
    expect(await ask(`http://${address}/`, { reader }, one)).toMatchObject({ status: 200 });
    expect(await ask(`http://${address}/a`, { method: 'POST', body: 'ä', reader }, one)).toMatchObject({
      cause: 'reset',
    });
    expect(heads).toHaveLength(1);
    expect(heads[0]).toMatch(/^POST \/a HTTP\/1\.1\r\ncontent-length: 2\r\n/i);
  });

  it('ends when the signal fires', async () => {
    const controller = new AbortController();
    const { url } = await serve({ '/': () => controller.abort(new Error('enough')) });
    await expect(sender().send({ ...REQUEST, url: `${url}/` }, controller.signal)).rejects.toThrow('enough');
  });
});

/** Writes for as long as somebody reads. */
const endless: Route = (_, response) => {
  const more = () => {
    while (!response.destroyed && response.write('x'.repeat(1000)));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
};

describe('a request that gets no answer says why', () => {
  it('nobody listens', async () => {
    const server = await startServer({});
    server.close();
    expect(await ask(`${server.url}/`)).toEqual({ type: 'failure', cause: 'refused', detail: 'ECONNREFUSED' });
  });

  it('the connection is cut, at once or in the middle', async () => {
    const cut = await serveRaw((socket) => socket.on('data', () => socket.destroy()));
    const short = await serveRaw((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc')),
    );
    expect(await ask(`http://${cut}/`)).toMatchObject({ cause: 'reset' });
    expect((await read(`http://${short}/`)).answer).toMatchObject({ cause: 'reset' });
  });

  it('the server wants to go on with something else', async () => {
    const switching = 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n';
    const address = await serveRaw((socket) => socket.once('data', () => socket.write(switching)));
    expect(await ask(`http://${address}/`)).toMatchObject({ cause: 'reset' });
  });

  it('a compressed body breaks off, or is none', async () => {
    const whole = gzipSync(Buffer.from('abc'.repeat(10_000)));
    const { url } = await serve({
      '/short': (_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': whole.length });
        response.write(whole.subarray(0, 20), () => response.destroy());
      },
      '/none': answer(200, { 'content-encoding': 'gzip' }, 'plain'),
      '/unknown': answer(200, { 'content-encoding': 'rot13' }, 'plain'),
    });
    expect((await read(`${url}/short`)).answer).toMatchObject({ cause: 'reset' });
    expect((await read(`${url}/none`)).answer).toMatchObject({ cause: 'protocol' });
    expect((await read(`${url}/unknown`)).answer).toMatchObject({ cause: 'protocol' });
  });

  it('what comes is no HTTP, or has no end of headers', async () => {
    const odd = await serveRaw((socket) => socket.once('data', () => socket.end('hello\r\n\r\n')));
    const long = await serveRaw((socket) =>
      socket.once('data', () => socket.write(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}\r\n`)),
    );
    expect(await ask(`http://${odd}/`)).toMatchObject({ cause: 'protocol' });
    expect(await ask(`http://${long}/`)).toMatchObject({ cause: 'protocol' });
  });

  it('the time is over: nothing comes, or a body drips', async () => {
    const { url } = await serve({
      '/hang': () => undefined,
      '/drip': (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        const timer = setInterval(() => response.write('x'), 20);
        response.once('close', () => clearInterval(timer));
      },
    });
    expect(await ask(`${url}/hang`, { timeout: 100 })).toMatchObject({ cause: 'timeout' });
    expect((await read(`${url}/drip`, { timeout: 200 })).answer).toMatchObject({ cause: 'timeout' });
  });

  it('the time to connect is over: TLS is never agreed on', async () => {
    const address = await serveRaw(() => undefined);
    expect(await ask(`https://${address}/`, { connectTimeout: 100 })).toMatchObject({ cause: 'timeout' });
  });

  it('nobody whom we trust has signed the certificate, or there is no TLS', async () => {
    const { url } = await serve({ '/': answer(200) }, startSecureServer);
    const plain = await serve({ '/': answer(200) });
    expect(await ask(`${url}/`)).toEqual({
      type: 'failure',
      cause: 'certificate',
      detail: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    expect(await ask(plain.url.replace('http:', 'https:'))).toMatchObject({ cause: 'encryption' });
  });

  it.each(['ENOTFOUND', 'EAI_AGAIN'])('the host has no address: %s', async (code) => {
    const lookup = guardedLookup((_, __, callback) => callback(Object.assign(new Error(code), { code }), []));
    const cause = code === 'ENOTFOUND' ? 'host-not-found' : 'no-resolver';
    const request = { ...REQUEST, url: 'http://a.example/', allowsPrivate: false };
    expect(await new Sender(lookup, {}).send(request, new AbortController().signal)).toMatchObject({ cause });
  });
});

describe('a host of a private network', () => {
  it('is not asked, whether it is named by its number or by a name', async () => {
    const server = await serve({ '/': answer(200) });
    const { port } = new URL(server.url);
    const here: LookupAddress[] = [{ address: '127.0.0.1', family: 4 }];
    const one = new Sender(
      guardedLookup((_, __, callback) => callback(null, here)),
      {},
    );
    for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', 'public.example']) {
      const found = await ask(`http://${host}:${port}/`, { allowsPrivate: false }, one);
      expect(found).toMatchObject({ type: 'failure', cause: 'private' });
    }
    expect(server.asked).toEqual([]);
  });

  it('is not asked where a name has public addresses too, or another one the next time', async () => {
    const server = await serve({ '/': answer(200) });
    const { port } = new URL(server.url);
    const answers: LookupAddress[][] = [
      [
        { address: '127.0.0.1', family: 4 },
        { address: '192.0.0.1', family: 4 },
      ],
      [{ address: '::1', family: 6 }],
    ];
    const one = new Sender(
      guardedLookup((_, __, callback) => callback(null, answers.shift() ?? [])),
      {},
    );
    for (let turn = 0; turn < 2; turn += 1) {
      const found = await ask(`http://rebinding.example:${port}/`, { allowsPrivate: false }, one);
      expect(found).toMatchObject({ cause: 'private' });
    }
    expect(server.asked).toEqual([]);
  });

  it('is recognized by the address that the socket has, whoever looked it up', async () => {
    const server = await serve({ '/': answer(200) });
    const lies = new Sender((_, __, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]), {});
    const found = await ask(server.url.replace('127.0.0.1', 'a.example'), { allowsPrivate: false }, lies);
    expect(found).toMatchObject({ cause: 'private', detail: 'a.example is at 127.0.0.1' });
  });
});

describe('a proxy', () => {
  it('is asked for plain pages by their whole address, with its own credentials', async () => {
    const proxy = await serve({ 'http://a.example/b?c': answer(204) });
    const named = { HTTP_PROXY: proxy.url.replace('//', '//us%20er:pass@') };
    const found = await ask('http://a.example/b?c', { allowsPrivate: false }, sender(named));
    expect(found).toMatchObject({ status: 204 });
    expect(proxy.requests[0]?.headers).toMatchObject({
      host: 'a.example',
      'proxy-authorization': `Basic ${Buffer.from('us er:pass').toString('base64')}`,
    });
  });

  it('opens a tunnel for what is encrypted, and sees nothing of it', async () => {
    const target = await serve({ '/b': answer(200) }, startSecureServer);
    let seen = '';
    const address = await serveRaw((socket) =>
      socket.once('data', (data) => {
        seen += data;
        const onward = connect(Number(new URL(target.url).port), '127.0.0.1');
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.on('data', (more) => {
          seen += more;
        });
        socket.pipe(onward).on('error', () => undefined);
        onward.pipe(socket);
      }),
    );
    const request = { headers: { authorization: 'secret' } };
    const found = await ask('https://a.example/b', request, sender({ HTTPS_PROXY: address }));
    // It is the server behind the proxy whose certificate nobody has signed.
    expect(found).toMatchObject({ cause: 'certificate' });
    expect(seen).toMatch(/^CONNECT a\.example:443 HTTP\/1\.1\r\n/);
    expect(seen).not.toContain('secret');
  });

  it('that refuses is told apart from a host that does', async () => {
    const refusing = await serveRaw((socket) => socket.end('HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n'));
    const closing = await serveRaw((socket) => socket.destroy());
    const found = (proxy: string) => ask('https://a.example/', {}, sender({ https_proxy: `user:pass@${proxy}` }));
    expect(await found(refusing)).toEqual({ type: 'failure', cause: 'proxy', detail: 'the proxy answers 407' });
    expect(await found(closing)).toEqual({ type: 'failure', cause: 'proxy', detail: 'the proxy: ECONNRESET' });
  });
});
