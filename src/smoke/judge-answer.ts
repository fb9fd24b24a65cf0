import type { WebCause, WebReply } from '../core/contracts/web.ts';
import { sayFailure, sayStatus } from '../requests/sayings.ts';
import type { Exchange } from './ask.ts';
import { valueAt } from './json-path.ts';
import { beginning, show } from './say.ts';
import type { SmokeRequest, SmokeSettings } from './settings.ts';
import { unmet, type Wish } from './wish.ts';

/** One thing that is wrong with an answer. */
export interface Complaint {
  /** What part of the answer it is about; `unmeasured`: there was none that could be judged, and that is no matter of the service. */
  readonly rule: 'status' | 'redirect' | 'header' | 'json' | 'body' | 'latency' | 'no-answer' | 'unmeasured';
  /** What was got and what was wanted. */
  readonly what: string;
}

/** Causes that say nothing of the service: nobody has asked it. */
const UNMEASURED: ReadonlySet<WebCause> = new Set(['host-not-found', 'no-resolver', 'no-route', 'private', 'proxy']);

/** What is wrong with an answer; empty where it is as it should be. Of one with another status no more is said. */
export function judgeExchange(
  exchange: Exchange,
  request: SmokeRequest,
  settings: SmokeSettings,
): readonly Complaint[] {
  const { answer, astray, url } = exchange;
  if (astray !== undefined) return [{ rule: 'redirect', what: `${astray} (at ${placeOf(url)})` }];
  if (answer.type === 'failure') return [judgeFailure(exchange, answer.cause, answer.detail, settings)];
  const { expect } = request;
  if (!expect.isStatus(answer.status)) return [judgeStatus(exchange, answer, expect.statuses, settings)];
  return [
    ...expect.headers.flatMap(([name, wish]) => judgeHeader(name, wish, answer, settings)),
    ...judgeJson(exchange, answer, request, settings),
    ...judgeBody(exchange, answer, request, settings),
  ];
}

/** An address without what may be a secret: redirects say back what they were told. */
function placeOf({ origin, pathname }: URL): string {
  return `${origin}${pathname}`;
}

function judgeFailure({ url }: Exchange, cause: WebCause, detail: string, { base }: SmokeSettings): Complaint {
  const isBase = url.host === base.host;
  const where = isBase ? '' : `${placeOf(url)}: `;
  const said =
    cause === 'private' ? `${detail}, which is asked only where \`private\` allows it` : sayFailure(cause, detail);
  // A service that sends others to a host which is not there is wrong itself.
  const isOurs = UNMEASURED.has(cause) && (isBase || cause !== 'host-not-found');
  return isOurs
    ? { rule: 'unmeasured', what: `${where}${said}` }
    : { rule: 'no-answer', what: `no answer: ${where}${said}` };
}

function judgeStatus({ text, url }: Exchange, reply: WebReply, wanted: string, { secrets }: SmokeSettings): Complaint {
  const { location } = reply.headers;
  const target = location === undefined || !URL.canParse(location, url.href) ? undefined : new URL(location, url.href);
  const leads = target === undefined ? '' : ` (it redirects to ${show(placeOf(target), secrets)})`;
  const says = text.trim() === '' || target !== undefined ? '' : `; it says ${beginning(text, secrets)}`;
  return { rule: 'status', what: `status ${sayStatus(reply.status)}, wanted ${wanted}${leads}${says}` };
}

function judgeHeader(name: string, wish: Wish, reply: WebReply, { secrets }: SmokeSettings): readonly Complaint[] {
  const value = reply.headers[name];
  // One that was sent several times stands on as many lines, and one of them is enough.
  const values = value === undefined ? [undefined] : [value, ...(value.includes('\n') ? value.split('\n') : [])];
  const found = values.map((one) => unmet(wish, one));
  const [words = []] = found;
  if (found.some(({ length }) => length === 0) && isClean(wish, value)) return [];
  const got = value === undefined ? 'is not there' : `is ${show(value, secrets)}`;
  return [{ rule: 'header', what: `header ${name} ${got}, wanted ${words.join(' and ')}` }];
}

/** Whether a header has nothing that it must not have, on none of its lines. */
function isClean(wish: Wish, value: string | undefined): boolean {
  if (value === undefined || typeof wish !== 'object' || wish?.lacks === undefined) return true;
  return unmet({ lacks: wish.lacks }, value).length === 0;
}

function judgeJson(
  { text }: Exchange,
  { isCut }: WebReply,
  { expect }: SmokeRequest,
  { secrets }: SmokeSettings,
): readonly Complaint[] {
  if (expect.json.length === 0) return [];
  if (isCut === true) return [{ rule: 'unmeasured', what: 'the body is too long to be read as JSON' }];
  const document = parse(text);
  if (document === undefined) {
    const got = text.trim() === '' ? 'is empty' : `is no JSON: ${beginning(text, secrets)}`;
    return [{ rule: 'json', what: `the body ${got}, wanted JSON` }];
  }
  return expect.json.flatMap(([path, wish]): readonly Complaint[] => {
    const value = valueAt(document.value, path);
    const words = unmet(wish, value);
    if (words.length === 0) return [];
    const got = value === undefined ? 'is not there' : `is ${show(value, secrets)}`;
    return [{ rule: 'json', what: `JSON ${path} ${got}, wanted ${words.join(' and ')}` }];
  });
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function judgeBody(
  { text }: Exchange,
  { isCut }: WebReply,
  { expect: { body } }: SmokeRequest,
  { secrets }: SmokeSettings,
): readonly Complaint[] {
  if (body === undefined) return [];
  const words = unmet(body, text === '' && isAboutBeing(body) ? undefined : text);
  if (isCut === true && (words.length > 0 || !isKnownByPart(body))) {
    return [{ rule: 'unmeasured', what: 'the body is too long to be judged' }];
  }
  if (words.length === 0) return [];
  const got = text === '' ? 'is empty' : `begins with ${beginning(text, secrets)}`;
  return [{ rule: 'body', what: `the body ${got}, wanted ${words.join(' and ')}` }];
}

function isAboutBeing(wish: Wish): boolean {
  return typeof wish === 'object' && wish !== null && wish.exists !== undefined;
}

/** Whether what stands in the beginning of a text is enough to say that the wish is met. */
function isKnownByPart(wish: Wish): boolean {
  return (
    typeof wish === 'object' &&
    wish !== null &&
    Object.keys(wish).every((key) => key === 'contains' || key === 'exists')
  );
}
