import { type Asking, ask } from './ask.ts';
import { type Complaint, judgeExchange } from './judge-answer.ts';

/** How the wait for a service ended that did not get ready. */
export interface Unready {
  /** The last thing that was wrong with what the service said; where it never said anything, why. */
  readonly last: Complaint;
  readonly attempts: number;
}

/**
 * Asks until the answer is good, as often in a row as is wanted; undefined then. At the deadline it is over, also where an answer
 * is still on its way. Rejects when the signal fires.
 */
export async function awaitReady(asking: Asking): Promise<Unready | undefined> {
  const { settings, web, signal } = asking;
  const { request, within, every, inARow } = settings.ready;
  const end = web.now() + within;
  let known: Complaint | undefined;
  for (let attempts = 1, good = 0; ; attempts += 1) {
    const timeout = Math.max(1, Math.min(request.timeout, Math.ceil(end - web.now())));
    const exchange = await ask(request, timeout, asking);
    const [last] = judgeExchange(exchange, request, settings);
    good = last === undefined ? good + 1 : 0;
    if (last === undefined && good >= inARow) return undefined;
    if (last !== undefined && tellsMore(last, known, timeout < request.timeout)) known = last;
    const isHopeless = exchange.answer.type === 'failure' && exchange.answer.cause === 'private';
    if (isHopeless || end - web.now() <= every) return { last: known ?? SHORT, attempts };
    await web.wait(every, signal);
  }
}

/** Whether the newest complaint says more of the service than what is known. One that the deadline cut short says least. */
function tellsMore({ rule }: Complaint, known: Complaint | undefined, isCutShort: boolean): boolean {
  if (known === undefined) return true;
  if (rule === 'unmeasured') return known.rule === 'unmeasured';
  return !(isCutShort && rule === 'no-answer');
}

/** Good, but not often enough. */
const SHORT: Complaint = { rule: 'status', what: 'there were too few good answers in a row' };
