import type { WebCause, WebFailure } from '../core/contracts/web.ts';
import { PRIVATE } from './guarded-lookup.ts';

/** Causes by what error codes begin with; the first that fits counts. */
const CAUSES: readonly (readonly [RegExp, WebCause])[] = [
  [/^(?:ENOTFOUND|ENODATA|EAI_NONAME|EAI_NODATA)/, 'host-not-found'],
  [/^(?:EAI_|ESERVFAIL|EREFUSED)/, 'no-resolver'],
  [/^(?:ENETUNREACH|ENETDOWN|EHOSTUNREACH|EHOSTDOWN|EADDRNOTAVAIL)/, 'no-route'],
  [/^ECONNREFUSED/, 'refused'],
  [/^(?:ECONNRESET|EPIPE|ECONNABORTED)/, 'reset'],
  [/^E?TIMEDOUT/, 'timeout'],
  [/^(?:CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA|CRL_)/, 'certificate'],
  [/^(?:ERR_SSL|ERR_TLS|EPROTO)/, 'encryption'],
  [new RegExp(`^${PRIVATE}`), 'private'],
  [/^ERR_PROXY/, 'proxy'],
];

/** What an error of a socket, of TLS or of the HTTP parser means. */
export function toFailure(error: unknown): WebFailure {
  const code = codeOf(error);
  const cause = CAUSES.find(([pattern]) => pattern.test(code))?.[1] ?? 'protocol';
  const isSaid = cause === 'private' || cause === 'proxy';
  return { type: 'failure', cause, detail: isSaid && error instanceof Error ? error.message : code };
}

/** Of several addresses that were tried, the error of the first counts. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof AggregateError ? codeOf(error.errors[0]) : error.message;
}
