import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { CancellableLookup } from './cancellable-lookup.ts';
import { toFailure } from './failures.ts';
import { proxyFor } from './proxies.ts';
import { addressOf, proxyAuthorization, TunnelAgent } from './tunnel.ts';

/** Connections to one server at once. */
const MOST_CONNECTIONS = 6;

/** One request for bytes, or with some. */
export interface BytesRequest {
  readonly method: 'GET' | 'PUT';
  /** Of http or https, without credentials. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Bytes that are taken at most of what was asked for: what is longer, or says that it is, is given up. */
  readonly limit: number;
}

/** What came of it. */
export type BytesAnswer =
  | { readonly type: 'reply'; readonly status: number; readonly bytes: Buffer }
  /** The body is longer than was asked for. */
  | { readonly type: 'too long' }
  /** No answer that could be understood; `why`: a word or two, without anything that was sent. */
  | { readonly type: 'failure'; readonly why: string };

/**
 * Sends and takes bytes: for servers that the project itself has chosen, in private networks too. No redirect is followed,
 * nothing is sent a second time, and once `close` was called no connection keeps the process.
 */
export class BytesSender {
  readonly #variables: Readonly<Record<string, string | undefined>>;
  readonly #names = new CancellableLookup();
  readonly #http = new HttpAgent({ keepAlive: true, maxSockets: MOST_CONNECTIONS, lookup: this.#names.lookup });
  readonly #https = new HttpsAgent({ keepAlive: true, maxSockets: MOST_CONNECTIONS, lookup: this.#names.lookup });
  readonly #tunnels = new Map<string, TunnelAgent>();

  /** `variables`: those that name proxies. */
  constructor(variables: Readonly<Record<string, string | undefined>>) {
    this.#variables = variables;
  }

  /** Never rejects. When the signal fires the request is given up, wherever it is. */
  send(request: BytesRequest, signal: AbortSignal): Promise<BytesAnswer> {
    if (signal.aborted) return Promise.resolve(OUT_OF_TIME);
    return new Promise((resolve) => {
      let asking: ClientRequest;
      const settle = (answer: BytesAnswer) => {
        signal.removeEventListener('abort', giveUp);
        resolve(answer);
        if (answer.type !== 'reply') asking?.destroy();
      };
      const giveUp = () => settle(OUT_OF_TIME);
      try {
        asking = this.#begin(request);
      } catch (error) {
        return resolve({ type: 'failure', why: wordsFor(error) });
      }
      signal.addEventListener('abort', giveUp, { once: true });
      asking.on('error', (error) => settle({ type: 'failure', why: wordsFor(error) }));
      asking.once('response', (response) => void takeAnswer(response, request).then(settle));
      asking.end(request.body);
    });
  }

  /** Ends all connections. */
  close(): void {
    for (const agent of [this.#http, this.#https, ...this.#tunnels.values()]) agent.destroy();
    this.#names.cancel();
  }

  #begin({ method, url, headers, body }: BytesRequest): ClientRequest {
    const target = new URL(url);
    const isSecure = target.protocol === 'https:';
    const proxy = proxyFor(target, this.#variables);
    const length = body === undefined ? {} : { 'content-length': `${body.length}` };
    const own = { ...headers, ...length, host: target.host };
    if (proxy !== undefined && !isSecure) {
      const send = proxy.protocol === 'https:' ? httpsRequest : httpRequest;
      const agent = proxy.protocol === 'https:' ? this.#https : this.#http;
      const all = { ...own, ...proxyAuthorization(proxy) };
      return send({ ...addressOf(proxy), path: target.href, method, headers: all, agent });
    }
    const options = { ...addressOf(target), path: `${target.pathname}${target.search}`, method, headers: own };
    if (!isSecure) return httpRequest({ ...options, agent: this.#http });
    return httpsRequest({ ...options, agent: proxy === undefined ? this.#https : this.#tunnelBy(proxy) });
  }

  #tunnelBy(proxy: URL): TunnelAgent {
    const agent = this.#tunnels.get(proxy.href) ?? new TunnelAgent(proxy, this.#names.lookup);
    this.#tunnels.set(proxy.href, agent);
    return agent;
  }
}

const OUT_OF_TIME: BytesAnswer = { type: 'failure', why: 'no answer in time' };

/** What a server says besides what was asked for nobody reads, and nobody waits for it. */
async function takeAnswer(response: IncomingMessage, { method, limit }: BytesRequest): Promise<BytesAnswer> {
  const { statusCode: status = 0, headers } = response;
  response.on('error', () => undefined);
  if (method !== 'GET' || status !== 200) {
    response.resume();
    return { type: 'reply', status, bytes: Buffer.alloc(0) };
  }
  if (Number(headers['content-length'] ?? 0) > limit) return TOO_LONG;
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > limit) return TOO_LONG;
      chunks.push(chunk);
    }
  } catch (error) {
    return { type: 'failure', why: wordsFor(error) };
  }
  return { type: 'reply', status, bytes: Buffer.concat(chunks) };
}

const TOO_LONG: BytesAnswer = { type: 'too long' };

function wordsFor(error: unknown): string {
  const { cause, detail } = toFailure(error);
  return WORDS[cause] ?? detail;
}

const WORDS: Readonly<Record<string, string>> = {
  'host-not-found': 'there is no such host',
  'no-resolver': 'nobody can be asked where the host is',
  'no-route': 'no way leads there',
  refused: 'it refuses connections',
  reset: 'it ended the connection',
  timeout: 'no answer in time',
  certificate: 'its certificate is not to be trusted',
  encryption: 'it does not speak TLS as we do',
  protocol: 'what it says is no HTTP',
};
