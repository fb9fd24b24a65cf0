import type { WebReply } from '../core/contracts/web.ts';

/** Whether a server does not answer now because it wants to be asked later. */
export function asksToWait({ status, headers }: WebReply): boolean {
  return status === 429 || (status === 503 && headers['retry-after'] !== undefined);
}

/** Milliseconds that such a server wants us to wait: it names seconds, or a date. Undefined where it names neither. */
export function waitAskedFor(reply: WebReply, now: number): number | undefined {
  if (!asksToWait(reply)) return undefined;
  const text = reply.headers['retry-after']?.trim() ?? '';
  if (/^\d{1,10}$/.test(text)) return Number(text) * 1000;
  // Nothing but dates of HTTP: `Date.parse` takes many a text for one.
  if (!/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .{10,30}$/.test(text)) return undefined;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
