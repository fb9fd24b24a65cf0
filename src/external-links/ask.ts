import type { WebRequest } from '../core/contracts/web.ts';
import type { Astray, Trail } from '../requests/follow.ts';
import { asksToWait, waitAskedFor } from './retry-after.ts';
import { isPassing, type Verdict } from './verdict.ts';
import { type Asking, visitPage } from './visit.ts';

/** Milliseconds before a request is sent again the first time; twice as many each time after that. */
const FIRST_WAIT = 1000;

/**
 * Finds out whether a page is there, and which of the names on it are not. The head alone is asked for where that is enough:
 * some servers do not know how, so that the whole page is asked for before it counts as missing.
 */
export async function askForPage(url: string, fragments: readonly string[], asking: Asking): Promise<Verdict> {
  let method: WebRequest['method'] = fragments.length > 0 ? 'GET' : 'HEAD';
  for (let waits = 0; ; ) {
    const { trail, verdict } = await visitPage(url, method, fragments, asking);
    if (verdict.type === 'good') return verdict;
    const next = nextStep(trail, method);
    if (next === 'end' || (next === 'wait' && !(await waitForNext(trail, waits, asking)))) return verdict;
    if (next === 'wait') waits += 1;
    method = 'GET';
  }
}

/** What is left to do about a page that is not there. */
function nextStep(trail: Trail | Astray, method: WebRequest['method']): 'end' | 'whole' | 'wait' {
  if ('astray' in trail) return method === 'HEAD' ? 'whole' : 'end';
  const { answer } = trail;
  if (answer.type === 'reply') {
    if (asksToWait(answer)) return 'wait';
    if (method === 'HEAD') return 'whole';
  } else if (method === 'HEAD' && (answer.cause === 'reset' || answer.cause === 'protocol')) return 'whole';
  return isPassing(answer) ? 'wait' : 'end';
}

/** Waits as long as the server wants, or longer each time. False: not any more. */
async function waitForNext(trail: Trail | Astray, waits: number, asking: Asking): Promise<boolean> {
  const { settings, web, gates, signal, closed } = asking;
  const { host } = trail.url;
  if ('astray' in trail || closed.has(host)) return false;
  const { answer } = trail;
  if (waits >= settings.retries) return false;
  const asked = answer.type === 'reply' ? waitAskedFor(answer, web.now()) : undefined;
  const wait = asked ?? Math.min(FIRST_WAIT * 2 ** waits, settings.patience);
  // What a server asks for, it asks of all our requests.
  if (answer.type === 'reply' && asksToWait(answer)) gates.pause(host, wait);
  else await web.wait(wait, signal);
  return true;
}
