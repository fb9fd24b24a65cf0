import type { Options } from '../core/contracts/schema.ts';
import type { WebMethod } from '../core/contracts/web.ts';
import { HEADER_TEXT } from '../requests/header-fields.ts';
import { privateTest } from '../requests/private-hosts.ts';
import { toMilliseconds } from '../requests/times.ts';
import type { Variables } from '../requests/variables.ts';
import { type Address, addressOf, readAddress } from './address.ts';
import { type Expectations, readExpectations } from './expectations.ts';
import { fillAll } from './fill.ts';
import { USUAL_URL } from './options.ts';
import { secretsOf } from './secrets.ts';
import type { ReadyOptions, RequestOptions, SmokeOptions } from './shape.ts';

/** One request and what is wanted of its answer. */
export interface SmokeRequest {
  /** What it is called in messages: nothing in it comes from a variable. */
  readonly label: string;
  readonly method: WebMethod;
  readonly url: URL;
  /** By name in lower case. They are for the origin of the service alone. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly redirects: number;
  /** Milliseconds for each answer. */
  readonly timeout: number;
  readonly expect: Expectations;
}

/** What a smoke test does. Times in milliseconds. */
export interface SmokeSettings {
  readonly base: URL;
  /** Values that are not shown. */
  readonly secrets: readonly string[];
  readonly allowsPrivate: (hostname: string) => boolean;
  readonly ready: {
    readonly request: SmokeRequest;
    readonly within: number;
    readonly every: number;
    readonly inARow: number;
  };
  /** At least one. */
  readonly requests: readonly SmokeRequest[];
}

/** Methods whose requests may be sent again and again: what waits for the service uses no other by itself. */
const HARMLESS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The settings that options and variables stand for; or what keeps the service from being asked. */
export function readSettings(options: Options, variables: Variables): SmokeSettings | { readonly problem: string } {
  const written: SmokeOptions & { readonly url: string } = { url: USUAL_URL, ...options };
  const { value: filled, unset } = fillAll(written, variables);
  if (unset.length > 0) return { problem: unsetProblem(written, unset) };
  const address = readAddress(filled.url);
  if ('problem' in address) return address;
  const toRequest = requestReader(filled, address);
  const requests = (filled.requests ?? [{}]).map((one, index) => toRequest(one, written.requests?.[index] ?? {}));
  const wait = filled.ready ?? {};
  const readiness = toRequest(withUsual(wait, filled), withUsual(written.ready ?? {}, written));
  const blind = [readiness, ...requests].find(looksAtNothing);
  if (blind !== undefined) {
    return { problem: `an answer to ${blind.label} has no body: what is wanted of one takes a GET` };
  }
  const unfit = [readiness, ...requests].find(({ headers }) => !Object.values(headers).every(isFit));
  if (unfit !== undefined) {
    return { problem: `a variable in the headers of ${unfit.label} holds what cannot stand in a header` };
  }
  return {
    base: address.url,
    secrets: [...secretsOf(written, variables), ...address.secrets],
    allowsPrivate: privateTest(filled.private ?? false),
    ready: {
      request: readiness,
      within: toMilliseconds(wait.within ?? '1m'),
      every: toMilliseconds(wait.every ?? '1s'),
      inARow: wait.inARow ?? 1,
    },
    requests,
  };
}

/** A wish such as `lacks` would hold for the body that never comes. */
function looksAtNothing({ method, expect }: SmokeRequest): boolean {
  return method === 'HEAD' && (expect.body !== undefined || expect.json.length > 0);
}

function unsetProblem({ url }: { readonly url: string }, unset: readonly string[]): string {
  const names = unset.map((name) => `\`${name}\``).join(', ');
  const isAddress = unset.some((name) => url.includes(`{env:${name}}`));
  const what = unset.length === 1 ? `the variable ${names} is not set` : `the variables ${names} are not set`;
  return isAddress
    ? `${what}: it says where the service is`
    : `${what}, and the options name ${unset.length === 1 ? 'it' : 'them'}`;
}

/** What stands in place of what `ready` does not say: the first request that changes nothing, and its status. */
function withUsual(ready: ReadyOptions, { requests = [{}] }: SmokeOptions): ReadyOptions {
  if (ready.path !== undefined || ready.method !== undefined) return ready;
  const first = requests.find(({ method = 'GET' }) => HARMLESS.has(method));
  // Of a service that is only sent something, any answer of its own will do.
  if (first === undefined) return { expect: { status: '100-499' }, ...ready };
  const { path, method, headers, redirects } = first;
  const { status } = first.expect ?? {};
  const expect = { ...withoutGaps({ status }), ...ready.expect };
  return { ...withoutGaps({ path, method, headers, redirects }), ...ready, expect };
}

function withoutGaps(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
}

function requestReader(common: SmokeOptions, { url, authorization }: Address) {
  return (filled: RequestOptions, written: RequestOptions): SmokeRequest => {
    const { method = 'GET', path, json, redirects = common.redirects ?? 0 } = filled;
    const body = json === undefined ? filled.body : JSON.stringify(json);
    return {
      label: written.name ?? `${method} ${written.path ?? url.pathname}`,
      method,
      url: addressOf(url, path),
      headers: {
        ...authorization,
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...lowerCased(common.headers),
        ...lowerCased(filled.headers),
      },
      ...(body === undefined ? {} : { body }),
      redirects,
      timeout: toMilliseconds(filled.timeout ?? common.timeout ?? '10s'),
      expect: readExpectations(filled.expect ?? {}),
    };
  };
}

function lowerCased(headers: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value.trim()]));
}

function isFit(value: string): boolean {
  return HEADER_TEXT.test(value);
}
