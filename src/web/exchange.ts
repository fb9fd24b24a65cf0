import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { WebReply, WebRequest } from '../core/contracts/web.ts';
import { isPublic } from './addresses.ts';
import { readBody } from './body.ts';
import { privateError } from './guarded-lookup.ts';

/** What ends an exchange from outside. */
export interface Limits {
  readonly signal: AbortSignal;
  /** Whether the address that it is connected to has to be public. */
  readonly isGuarded: boolean;
}

/**
 * Waits for the answer to a request that was begun. Undefined: the connection had been used before and its end came
 * between, which says nothing about the server. Rejects with whatever went wrong; nothing of it goes on after that.
 */
export function exchange(
  asking: ClientRequest,
  request: WebRequest,
  { signal, isGuarded }: Limits,
): Promise<WebReply | undefined> {
  let cleanUp = () => {};
  const answer = new Promise<WebReply | undefined>((resolve, reject) => {
    let response: IncomingMessage | undefined;
    const fail = (error: Error) => {
      reject(error);
      (response ?? asking).destroy(error);
    };
    const onAbort = () => fail(signal.reason);
    const timers = [request.connectTimeout, request.timeout].map((time) => setTimeout(() => fail(timeout()), time));
    signal.addEventListener('abort', onAbort, { once: true });
    cleanUp = () => {
      for (const timer of timers) clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    };
    asking.once('socket', (socket) => {
      onAddress(socket, (address) => isGuarded && !isPublic(address) && fail(privateError(asking.host, address)));
      onReady(socket, () => clearTimeout(timers[0]));
    });
    asking.once('response', (first) => {
      response = first.on('error', () => undefined);
      takeReply(first, request).then(resolve, reject);
    });
    asking.on('error', (error) => (asking.reusedSocket && response === undefined ? resolve(undefined) : reject(error)));
    asking.once('close', () => response === undefined && reject(reset()));
    asking.end(request.body);
  });
  return answer.finally(() => cleanUp());
}

async function takeReply(response: IncomingMessage, request: WebRequest): Promise<WebReply> {
  const reply: WebReply = { type: 'reply', status: response.statusCode ?? 0, headers: textsOf(response) };
  if (request.method === 'HEAD') {
    response.resume();
    return reply;
  }
  const reader = request.reader?.(reply);
  if (reader === undefined) {
    response.destroy();
    return reply;
  }
  return { ...reply, isCut: (await readBody(response, reader, request.limit)) === 'cut' };
}

function textsOf({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [value].flat().join('\n')]],
    ),
  );
}

function onAddress(socket: Socket, look: (address: string) => unknown): void {
  const tell = () => socket.remoteAddress !== undefined && look(socket.remoteAddress);
  if (socket.connecting) socket.once('connect', tell);
  else tell();
}

function onReady(socket: Socket, done: () => void): void {
  if (socket.connecting) socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', done);
  else done();
}

function timeout(): Error {
  return Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' });
}

function reset(): Error {
  return Object.assign(new Error('closed'), { code: 'ECONNRESET' });
}
