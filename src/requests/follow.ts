import type { WebAnswer, WebRequest } from '../core/contracts/web.ts';
import { withoutCredentials } from './urls.ts';

/** Where redirects from a page end. */
export interface Trail {
  /** The last URL that was asked, with what came. */
  readonly url: URL;
  readonly answer: WebAnswer;
  /** Where the page has moved, as far as all that leads there is for good; may hold a fragment. */
  readonly moved?: string;
}

/** Redirects that lead to no page. */
export interface Astray {
  readonly url: URL;
  /** What is wrong with them. */
  readonly astray: string;
  /** Whether they might lead somewhere for a browser, which keeps the cookies that came with them. */
  readonly setsCookies: boolean;
}

/** Asks for one URL. */
export type Ask = (url: URL, method: WebRequest['method']) => Promise<WebAnswer>;

/** Asks for a page and goes on where a redirect says so. */
export async function followRedirects(
  start: string,
  method: WebRequest['method'],
  ask: Ask,
  { redirects }: { readonly redirects: number },
): Promise<Trail | Astray> {
  let url = new URL(start);
  let moved: { readonly moved?: string } = {};
  let isForGood = true;
  let setsCookies = false;
  const visited = new Set<string>();
  for (;;) {
    visited.add(withoutHash(url));
    const answer = await ask(url, method);
    const location = locationOf(answer);
    if (location === undefined) return { url, answer, ...moved };
    setsCookies ||= answer.type === 'reply' && answer.headers['set-cookie'] !== undefined;
    const next =
      visited.size > redirects ? `it redirects more than ${redirects} times` : nextUrl(location, url, visited);
    if (typeof next === 'string') return { url, astray: next, setsCookies };
    isForGood &&= answer.type === 'reply' && (answer.status === 301 || answer.status === 308);
    if (isForGood) moved = { moved: next.href };
    url = next;
  }
}

/** The address that a redirect names, or what is wrong with it. */
function nextUrl(location: string, from: URL, visited: ReadonlySet<string>): URL | string {
  if (!URL.canParse(location, from.href)) return 'it redirects to something that is no address';
  const next = withoutCredentials(new URL(location, from));
  if (next.protocol !== 'http:' && next.protocol !== 'https:') return 'it redirects to no page of the web';
  return visited.has(withoutHash(next)) ? 'it redirects in a circle' : next;
}

/** Where a redirect leads, as written; undefined where the answer is none. */
function locationOf(answer: WebAnswer): string | undefined {
  if (answer.type !== 'reply' || ![301, 302, 303, 307, 308].includes(answer.status)) return undefined;
  const { location } = answer.headers;
  // Headers are handed on byte by byte, and many a server writes UTF-8 into this one.
  return location === undefined ? undefined : Buffer.from(location, 'latin1').toString('utf8');
}

function withoutHash({ href }: URL): string {
  return href.split('#', 1)[0] ?? '';
}
