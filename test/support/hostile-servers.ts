import { createServer, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

/** A server on loopback that does one thing wrong, and counts who came. */
export interface HostileServer {
  /** Begins with `http:`, or `https:` where it is the handshake that goes wrong. */
  readonly url: string;
  /** How often somebody has connected. */
  readonly connections: () => number;
  /** Settles when nobody is connected any more: the other side has ended all it began. */
  readonly isLeft: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What goes wrong, by name. */
export type Hostility =
  | 'refuses'
  | 'accepts and says nothing'
  | 'trickles its headers'
  | 'trickles its body'
  | 'sends no end of headers'
  | 'sends no end of interim answers'
  | 'announces ten gigabytes'
  | 'sends ten gigabytes unannounced'
  | 'speaks no HTTP'
  | 'answers 500'
  | 'answers 401 and repeats what it was sent'
  | 'redirects for ever'
  | 'redirects to another host'
  | 'answers with a page to log in'
  | 'ends in the middle of a body'
  | 'ends without a word'
  | 'sends a bomb in gzip'
  | 'makes mistakes in chunks'
  | 'shakes no hands';

/** All that can go wrong. */
export const HOSTILITIES: readonly Hostility[] = [
  'refuses',
  'accepts and says nothing',
  'trickles its headers',
  'trickles its body',
  'sends no end of headers',
  'sends no end of interim answers',
  'announces ten gigabytes',
  'sends ten gigabytes unannounced',
  'speaks no HTTP',
  'answers 500',
  'answers 401 and repeats what it was sent',
  'redirects for ever',
  'redirects to another host',
  'answers with a page to log in',
  'ends in the middle of a body',
  'ends without a word',
  'sends a bomb in gzip',
  'makes mistakes in chunks',
  'shakes no hands',
];

/** Those that say something at once: nobody has to wait for the end of his budget. */
export const ANSWERING: ReadonlySet<Hostility> = new Set<Hostility>([
  'refuses',
  'speaks no HTTP',
  'answers 500',
  'answers 401 and repeats what it was sent',
  'redirects for ever',
  'redirects to another host',
  'answers with a page to log in',
  'ends in the middle of a body',
  'ends without a word',
  'makes mistakes in chunks',
]);

/** Milliseconds between two bytes. */
const TRICKLE = 50;

/** Begins a server of that kind. `elsewhere`: where it redirects to, if it does. */
export async function startHostile(hostility: Hostility, elsewhere = 'http://127.0.0.1:9'): Promise<HostileServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  let tellLeft: (() => void) | undefined;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      if (sockets.size === 0) tellLeft?.();
    });
    BEHAVIOURS[hostility](socket, elsewhere);
  });
  const port = await listen(server);
  const close = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  if (hostility === 'refuses') await close();
  return {
    url: `${hostility === 'shakes no hands' ? 'https' : 'http'}://127.0.0.1:${port}`,
    connections: () => connections,
    isLeft: () =>
      new Promise((resolve) => {
        tellLeft = resolve;
        if (sockets.size === 0) resolve();
      }),
    close: hostility === 'refuses' ? async () => undefined : close,
  };
}

type Behaviour = (socket: Socket, elsewhere: string) => void;

const BEHAVIOURS: Readonly<Record<Hostility, Behaviour>> = {
  refuses: (socket) => socket.destroy(),
  'accepts and says nothing': (socket) => socket.resume(),
  'shakes no hands': (socket) => socket.resume(),
  'trickles its headers': onRequest((socket) => repeat(socket, 'HTTP/1.1 200 OK\r\nx-slow: ', 'x', TRICKLE)),
  'trickles its body': onRequest((socket) =>
    repeat(socket, 'HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n', 'x', TRICKLE),
  ),
  'sends no end of headers': onRequest((socket) =>
    flood(socket, 'HTTP/1.1 200 OK\r\n', 'x-more: and more\r\n'.repeat(50)),
  ),
  'sends no end of interim answers': onRequest((socket) =>
    repeat(socket, '', 'HTTP/1.1 102 Processing\r\n\r\n', TRICKLE),
  ),
  'announces ten gigabytes': onRequest((socket) =>
    flood(socket, `HTTP/1.1 200 OK\r\ncontent-length: ${10 * 1024 ** 3}\r\n\r\n`, 'x'.repeat(65_536)),
  ),
  'sends ten gigabytes unannounced': onRequest((socket) =>
    flood(socket, 'HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n', 'x'.repeat(65_536)),
  ),
  'speaks no HTTP': (socket) => socket.resume().end('220 mail.example.com ESMTP\r\n\0\0\xff\xff'),
  'answers 500': onRequest((socket) => socket.end(answer('500 Internal Server Error', 'something broke'))),
  'answers 401 and repeats what it was sent': onRequest((socket, _elsewhere, request) =>
    socket.end(answer('401 Unauthorized', request)),
  ),
  'redirects for ever': onRequest((socket) =>
    socket.end(`HTTP/1.1 302 Found\r\nlocation: /again\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`),
  ),
  'redirects to another host': onRequest((socket, elsewhere) =>
    socket.end(
      `HTTP/1.1 307 Temporary Redirect\r\nlocation: ${elsewhere}/x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`,
    ),
  ),
  'answers with a page to log in': onRequest((socket) =>
    socket.end(answer('200 OK', '<!doctype html><title>Sign in to the hotel</title>', 'content-type: text/html\r\n')),
  ),
  'ends in the middle of a body': onRequest((socket) =>
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nlattice-hooks shared entry 1 '),
  ),
  'ends without a word': onRequest((socket) => socket.destroy()),
  'sends a bomb in gzip': onRequest((socket) => {
    // A gigabyte of zeros for each megabyte, and no end of them.
    flood(socket, 'HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\nconnection: close\r\n\r\n', BOMB);
  }),
  'makes mistakes in chunks': onRequest((socket) =>
    socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\nworld\r\n'),
  ),
};

const BOMB = gzipSync(Buffer.alloc(16 * 1024 * 1024));

/** Waits for the head of a request. */
function onRequest(answerTo: (socket: Socket, elsewhere: string, request: string) => void): Behaviour {
  return (socket, elsewhere) => {
    let request = '';
    const read = (chunk: Buffer) => {
      request += chunk.toString('latin1');
      if (!request.includes('\r\n\r\n')) return;
      socket.off('data', read);
      socket.resume();
      answerTo(socket, elsewhere, request);
    };
    socket.on('data', read);
  };
}

function answer(status: string, body: string, headers = ''): string {
  return `HTTP/1.1 ${status}\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`;
}

function repeat(socket: Socket, first: string, then: string, every: number): void {
  socket.write(first);
  const timer = setInterval(() => socket.write(then), every);
  socket.on('close', () => clearInterval(timer));
}

/** As fast as the other side takes it. */
function flood(socket: Socket, first: string, then: string | Buffer): void {
  socket.write(first);
  const pour = () => {
    while (!socket.destroyed && socket.write(then)) {
      // Until it is full.
    }
  };
  socket.on('drain', pour);
  pour();
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}
