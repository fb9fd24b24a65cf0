import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { WebAnswer, WebFailure, WebRequest } from '../core/contracts/web.ts';
import { isPrivateHost } from './addresses.ts';
import { exchange } from './exchange.ts';
import { toFailure } from './failures.ts';
import { privateError } from './guarded-lookup.ts';
import { proxyFor } from './proxies.ts';
import { addressOf, proxyAuthorization, TunnelAgent } from './tunnel.ts';

/** Sends requests over connections that are used again, directly or by the proxies that variables name. */
export class Sender {
  readonly #lookup: LookupFunction;
  readonly #variables: Readonly<Record<string, string | undefined>>;
  readonly #http = new HttpAgent({ keepAlive: true });
  readonly #https = new HttpsAgent({ keepAlive: true });
  readonly #tunnels = new Map<string, TunnelAgent>();

  /** `lookup`: for hosts that must not be private. */
  constructor(lookup: LookupFunction, variables: Readonly<Record<string, string | undefined>>) {
    this.#lookup = lookup;
    this.#variables = variables;
  }

  /** Rejects only when the signal fires. */
  async send(request: WebRequest, signal: AbortSignal): Promise<WebAnswer> {
    try {
      const url = new URL(request.url);
      if (!request.allowsPrivate && isPrivateHost(url.hostname)) throw privateError(url.hostname, 'a private address');
      const proxy = proxyFor(url, this.#variables);
      // Whoever asks for a proxy wants it to find the host: then nobody here knows its address.
      const limits = { signal, isGuarded: !request.allowsPrivate && proxy === undefined };
      for (let left = 3; left > 0; left -= 1) {
        const answer = await exchange(this.#begin(url, proxy, request), request, limits);
        if (answer !== undefined) return answer;
      }
      return STALE;
    } catch (error) {
      signal.throwIfAborted();
      return toFailure(error);
    }
  }

  #begin(url: URL, proxy: URL | undefined, request: WebRequest): ClientRequest {
    const { method, allowsPrivate } = request;
    const headers = { ...request.headers, ...lengthOf(request), host: url.host };
    // What changes something must not be sent twice, which is what happens where a used connection comes to its end.
    const fresh = isRepeatable(method) ? {} : { agent: false as const };
    if (proxy !== undefined && url.protocol === 'http:') {
      const own = { ...headers, ...proxyAuthorization(proxy) };
      return this.#over(proxy.protocol, { ...addressOf(proxy), path: url.href, method, headers: own, ...fresh });
    }
    const target = { ...addressOf(url), path: `${url.pathname}${url.search}`, method, headers };
    if (proxy !== undefined) {
      return httpsRequest({ ...target, agent: isRepeatable(method) ? this.#tunnelBy(proxy) : new TunnelAgent(proxy) });
    }
    return this.#over(url.protocol, { ...target, ...(allowsPrivate ? {} : { lookup: this.#lookup }), ...fresh });
  }

  #over(protocol: string, options: RequestOptions): ClientRequest {
    return protocol === 'https:'
      ? httpsRequest({ agent: this.#https, ...options })
      : httpRequest({ agent: this.#http, ...options });
  }

  #tunnelBy(proxy: URL): TunnelAgent {
    const agent = this.#tunnels.get(proxy.href) ?? new TunnelAgent(proxy);
    this.#tunnels.set(proxy.href, agent);
    return agent;
  }
}

/** Whether a request may be sent once more where nobody knows whether it arrived. */
function isRepeatable(method: WebRequest['method']): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

/** Else a body would be sent in chunks, which not every server takes. */
function lengthOf({ body }: WebRequest): Readonly<Record<string, string>> {
  return body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
}

/** Every connection that was used again had just come to its end. */
const STALE: WebFailure = { type: 'failure', cause: 'reset', detail: 'ECONNRESET' };
