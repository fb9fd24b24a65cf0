import { type ClientRequest, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type ConnectionOptions, connect } from 'node:tls';
import { proxyError } from './proxies.ts';

/** Milliseconds until a proxy that says nothing is given up, for a request that nobody waits for any more. */
const PATIENCE = 30_000;

/** Connects to hosts of https through a tunnel of a proxy, which sees no more than their names. */
export class TunnelAgent extends HttpsAgent {
  readonly #proxy: URL;
  readonly #lookup: LookupFunction | undefined;
  /** Tunnels that are asked for, and not there yet. */
  readonly #asking = new Set<ClientRequest>();

  /** `lookup`: finds the proxy; undefined: as the system does. */
  constructor(proxy: URL, lookup?: LookupFunction) {
    super({ keepAlive: true });
    this.#proxy = proxy;
    this.#lookup = lookup;
  }

  override destroy(): void {
    super.destroy();
    for (const asking of this.#asking) asking.destroy();
  }

  override createConnection(
    options: ConnectionOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const done = (error: Error | null, stream?: Duplex) => callback?.(error, stream as Duplex);
    this.#open(`${bracketed(options.host ?? '')}:${options.port ?? 443}`, (error, socket) => {
      if (error !== null || socket === undefined) return done(error);
      const { host: _host, port: _port, path: _path, ...rest } = options;
      const stream = connect({ ...rest, socket });
      const failed = (reason: Error) => done(reason);
      stream.once('error', failed).once('secureConnect', () => {
        stream.off('error', failed);
        done(null, stream);
      });
    });
    return undefined;
  }

  #open(target: string, done: (error: Error | null, socket?: Socket) => void): void {
    const { protocol } = this.#proxy;
    const asking = (protocol === 'https:' ? httpsRequest : httpRequest)({
      ...addressOf(this.#proxy),
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...proxyAuthorization(this.#proxy) },
      agent: false,
      timeout: PATIENCE,
      ...(this.#lookup === undefined ? {} : { lookup: this.#lookup }),
    });
    this.#asking.add(asking);
    asking.once('close', () => this.#asking.delete(asking));
    asking.once('connect', ({ statusCode = 0 }, socket: Socket, head) => {
      if (statusCode >= 200 && statusCode < 300 && head.length === 0) return done(null, socket);
      socket.destroy();
      done(proxyError(`the proxy answers ${statusCode}`));
    });
    asking.once('response', (response) => {
      response.destroy();
      done(proxyError(`the proxy answers ${response.statusCode}`));
    });
    asking.once('error', (error: NodeJS.ErrnoException) =>
      done(proxyError(`the proxy: ${error.code ?? error.message}`)),
    );
    asking.once('timeout', () => asking.destroy(proxyError('the proxy opens no tunnel')));
    asking.end();
  }
}

/** Where a proxy is, for a request to it. */
export function addressOf({ hostname, port, protocol }: URL) {
  const host = hostname.replace(/^\[|\]$/g, '');
  return { host, port: Number(port || (protocol === 'https:' ? 443 : 80)) };
}

/** What a proxy wants to know of us, where its URL says it. */
export function proxyAuthorization({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '' && password === '') return {};
  const credentials = `${decode(username)}:${decode(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
