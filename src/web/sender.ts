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

  #begin(url: URL, proxy: URL | undefined, { method, headers, allowsPrivate }: WebRequest): ClientRequest {
    const isSecure = url.protocol === 'https:';
    if (proxy !== undefined && !isSecure) {
      const own = { ...headers, host: url.host, ...proxyAuthorization(proxy) };
      return this.#over(proxy.protocol, { ...addressOf(proxy), path: url.href, method, headers: own });
    }
    const target = {
      ...addressOf(url),
      path: `${url.pathname}${url.search}`,
      method,
      headers: { ...headers, host: url.host },
    };
    if (proxy !== undefined) return httpsRequest({ ...target, agent: this.#tunnelBy(proxy) });
    return this.#over(url.protocol, allowsPrivate ? target : { ...target, lookup: this.#lookup });
  }

  #over(protocol: string, options: RequestOptions): ClientRequest {
    return protocol === 'https:'
      ? httpsRequest({ ...options, agent: this.#https })
      : httpRequest({ ...options, agent: this.#http });
  }

  #tunnelBy(proxy: URL): TunnelAgent {
    const agent = this.#tunnels.get(proxy.href) ?? new TunnelAgent(proxy);
    this.#tunnels.set(proxy.href, agent);
    return agent;
  }
}

/** Every connection that was used again had just come to its end. */
const STALE: WebFailure = { type: 'failure', cause: 'reset', detail: 'ECONNRESET' };
