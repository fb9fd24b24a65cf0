import type { WebCause, WebFailure, WebReply } from '../core/contracts/web.ts';
import { sayFailure, sayStatus } from '../requests/sayings.ts';
import type { ExternalSettings } from './settings.ts';

/** What became of a page. `said`: why, in a few words that are safe to show. */
export type Verdict =
  | Good
  /** Nobody who follows the link finds what it promises. */
  | { readonly type: 'dead'; readonly said: string; readonly cause?: WebCause }
  /** The server does not tell the likes of us. `passing`: because we ask too much at the moment. */
  | { readonly type: 'withheld'; readonly said: string; readonly passing?: true }
  /** It may be there at another time. */
  | { readonly type: 'silent'; readonly said: string; readonly cause?: WebCause }
  /** Where it is may not be asked. */
  | { readonly type: 'private'; readonly said: string };

/** The page is there. */
export interface Good {
  readonly type: 'good';
  /** Where it has moved for good. */
  readonly moved?: string;
  /** Names that were looked for on it and are not there. */
  readonly missing: readonly string[];
}

/** Statuses by which servers keep programs away, whatever people get to see; 999 is LinkedIn's. */
const WITHHOLDING = new Set([401, 402, 403, 405, 406, 407, 418, 451, 501, 999]);
/** Statuses of a server that is not well at the moment. */
const PASSING = new Set([408, 425, 500, 502, 503, 504, 507, 508, 509]);

/** What a status means that is no redirect. */
export function judgeReply({ status }: WebReply, settings: Pick<ExternalSettings, 'accepts'>): Verdict {
  if (settings.accepts(status)) return { type: 'good', missing: [] };
  const said = sayStatus(status);
  if (status === 429) return { type: 'withheld', said, passing: true };
  if (WITHHOLDING.has(status)) return { type: 'withheld', said };
  return { type: PASSING.has(status) || isOfProxies(status) ? 'silent' : 'dead', said };
}

/** Cloudflare's own, for servers behind it that do not answer. */
function isOfProxies(status: number): boolean {
  return status >= 520 && status <= 530;
}

/** Whether the same request may go well in a while. */
export function isPassing(answer: WebReply | WebFailure): boolean {
  if (answer.type === 'reply') return answer.status === 429 || PASSING.has(answer.status) || isOfProxies(answer.status);
  return PASSING_CAUSES.has(answer.cause);
}

const PASSING_CAUSES: ReadonlySet<WebCause> = new Set([
  'no-resolver',
  'no-route',
  'refused',
  'reset',
  'timeout',
  'proxy',
]);

/** What it means that nothing came. */
export function judgeFailure({ cause, detail }: WebFailure): Verdict {
  const said = sayFailure(cause, detail);
  switch (cause) {
    case 'host-not-found':
      return { type: 'dead', said, cause };
    case 'certificate':
      return { type: 'dead', said };
    case 'private':
      return { type: 'private', said };
    case 'no-resolver':
    case 'no-route':
    case 'refused':
    case 'reset':
    case 'timeout':
    case 'encryption':
    case 'protocol':
    case 'proxy':
      return { type: 'silent', said, cause };
  }
}
