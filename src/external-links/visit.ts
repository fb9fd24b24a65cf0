import type { Web, WebAnswer, WebReply, WebRequest } from '../core/contracts/web.ts';
import { type Astray, followRedirects, type Trail } from '../requests/follow.ts';
import { isCheckable } from './fragments.ts';
import { headersFor, maskValues } from './headers.ts';
import type { HostGates } from './host-gates.ts';
import { type AnchorScan, scanAnchors } from './page-anchors.ts';
import { waitAskedFor } from './retry-after.ts';
import type { ExternalSettings } from './settings.ts';
import { judgeFailure, judgeReply, type Verdict } from './verdict.ts';

/** What pages are asked with. */
export interface Asking {
  readonly settings: ExternalSettings;
  readonly web: Web;
  readonly gates: HostGates;
  readonly signal: AbortSignal;
  /** What hosts said that are not asked again in this run, by host. */
  readonly closed: Map<string, WebReply>;
}

/** Bytes of a page in which names are looked for. */
const LIMIT = 8 * 1024 * 1024;
/** The same for all, so that a server answers everybody alike. */
const HEADERS = {
  'user-agent': 'Mozilla/5.0 (compatible; lattice-hooks; link check)',
  accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
};

/** One look at a page: where redirects led, and what that means. */
export interface Visit {
  readonly trail: Trail | Astray;
  readonly verdict: Verdict;
}

/** Looks at a page once, and for names on it where the whole of it is asked for. */
export async function visitPage(
  url: string,
  method: WebRequest['method'],
  fragments: readonly string[],
  asking: Asking,
): Promise<Visit> {
  let scan: AnchorScan | undefined;
  const reader = (reply: WebReply, { hostname }: URL) => {
    if (fragments.length === 0 || !asking.settings.accepts(reply.status) || !isHtml(reply)) return undefined;
    scan = scanAnchors(fragments, hostname);
    return scan.take;
  };
  const trail = await followRedirects(url, method, (to, by) => send(to, by, asking, reader), asking.settings);
  return { trail, verdict: judge(trail, asking, scan) };
}

function judge(trail: Trail | Astray, { settings, web }: Asking, scan: AnchorScan | undefined): Verdict {
  if ('astray' in trail) return judgeAstray(trail);
  const { answer, url, moved } = trail;
  const verdict = answer.type === 'reply' ? judgeReply(answer, settings) : judgeFailure(answer);
  if (verdict.type !== 'good') return verdict;
  // A redirect that names a place itself takes the reader there.
  const isKnown = scan !== undefined && url.hash === '' && !(answer.type === 'reply' && answer.isCut === true);
  const missing = isKnown ? scan.missing().filter((fragment) => isCheckable(url, fragment)) : [];
  // A server may say back what it was told.
  return {
    type: 'good',
    missing,
    ...(moved === undefined ? {} : { moved: maskValues(moved, settings.headers, web.variables) }),
  };
}

/** Whoever keeps no cookies may be sent around for ever by pages that are there for everybody else. */
function judgeAstray({ astray, setsCookies }: Astray): Verdict {
  return setsCookies ? { type: 'withheld', said: `${astray}, and sets cookies` } : { type: 'dead', said: astray };
}

async function send(
  url: URL,
  method: WebRequest['method'],
  { settings, web, gates, signal, closed }: Asking,
  reader: (reply: WebReply, url: URL) => ReturnType<NonNullable<WebRequest['reader']>>,
): Promise<WebAnswer> {
  return gates.pass(url.host, signal, async () => {
    const last = closed.get(url.host);
    if (last !== undefined) return last;
    const answer = await web.send(
      {
        method,
        url: url.href.split('#', 1)[0] ?? '',
        headers: {
          ...HEADERS,
          ...(method === 'GET' ? { 'accept-encoding': 'gzip, deflate, br' } : {}),
          ...headersFor(url, settings.headers, web.variables),
        },
        connectTimeout: settings.connectTimeout,
        timeout: settings.timeout,
        allowsPrivate: settings.allowsPrivate(url.hostname),
        limit: LIMIT,
        reader: (reply) => reader(reply, url),
      },
      signal,
    );
    if (answer.type === 'reply' && (waitAskedFor(answer, web.now()) ?? 0) > settings.patience)
      closed.set(url.host, answer);
    return answer;
  });
}

function isHtml({ headers }: WebReply): boolean {
  return /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(headers['content-type'] ?? '');
}
