import type { Web, WebAnswer, WebMethod } from '../core/contracts/web.ts';
import { followRedirects } from '../requests/follow.ts';
import type { SmokeRequest, SmokeSettings } from './settings.ts';

/** What came of one request. */
export interface Exchange {
  readonly answer: WebAnswer;
  /** Where it came from: elsewhere than asked where redirects were followed. */
  readonly url: URL;
  /** What redirects lead to, where that is nothing. */
  readonly astray?: string;
  /** The body as far as it was read. */
  readonly text: string;
  /** Milliseconds from the first byte out to the last byte in, redirects included. */
  readonly took: number;
}

/** What a service is asked with. */
export interface Asking {
  readonly settings: SmokeSettings;
  readonly web: Web;
  readonly signal: AbortSignal;
}

/** Bytes of a body that are read. */
const LIMIT = 8 * 1024 * 1024;
/** What every request says of us. */
const OWN_HEADERS = { 'user-agent': 'lattice-hooks (smoke test)', accept: '*/*' };
/** What every request whose body is read can take. */
const ENCODINGS = { 'accept-encoding': 'gzip, deflate, br' };
const LONGEST_CONNECT = 10_000;

/** Sends one request, and follows redirects where it may: of a request that changes nothing. `timeout`: in milliseconds. */
export async function ask(
  request: SmokeRequest,
  timeout: number,
  { settings, web, signal }: Asking,
): Promise<Exchange> {
  let text = '';
  const send = (url: URL, method: WebMethod) => {
    text = '';
    const isOwn = url.origin === settings.base.origin;
    return web.send(
      {
        method,
        url: url.href.split('#', 1)[0] ?? '',
        // What is meant for the service goes nowhere else.
        headers: { ...OWN_HEADERS, ...ENCODINGS, ...(isOwn ? request.headers : {}) },
        ...(request.body === undefined || !isOwn ? {} : { body: request.body }),
        connectTimeout: Math.min(timeout, LONGEST_CONNECT),
        timeout,
        allowsPrivate: settings.allowsPrivate(url.hostname),
        limit: LIMIT,
        reader: () => (part) => {
          text += part;
          return true;
        },
      },
      signal,
    );
  };
  const began = web.now();
  const { method, url, redirects } = request;
  if (redirects === 0 || !['GET', 'HEAD', 'OPTIONS'].includes(method)) {
    const answer = await send(url, method);
    return { answer, url, text, took: web.now() - began };
  }
  let last: WebAnswer | undefined;
  const trail = await followRedirects(
    url.href,
    method,
    async (next, by) => {
      last = await send(next, by);
      return last;
    },
    { redirects },
  );
  const took = web.now() - began;
  if (!('astray' in trail)) return { answer: trail.answer, url: trail.url, text, took };
  return {
    answer: last ?? { type: 'failure', cause: 'protocol', detail: '' },
    url: trail.url,
    astray: trail.astray,
    text,
    took,
  };
}
