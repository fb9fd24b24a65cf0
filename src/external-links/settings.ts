import type { Options } from '../core/contracts/schema.ts';
import { ignoreTest } from '../doc-links/ignored.ts';
import { privateTest } from '../requests/private-hosts.ts';
import { toMilliseconds } from '../requests/times.ts';
import { type HeaderRule, originOf } from './headers.ts';

/** How other sites are asked. Times in milliseconds. */
export interface ExternalSettings {
  /** How long a page that was there counts as one that is; 0: not at all. */
  readonly remember: number;
  /** Whether a link, as written, is asked for. */
  readonly isWanted: (destination: string) => boolean;
  readonly accepts: (status: number) => boolean;
  readonly headers: readonly HeaderRule[];
  /** Requests at the same time, and those of them that go to one host. */
  readonly concurrency: number;
  readonly perHost: number;
  /** Between the beginnings of two requests to one host. */
  readonly interval: number;
  readonly connectTimeout: number;
  readonly timeout: number;
  /** How often a request is sent again that may go well the next time. */
  readonly retries: number;
  /** The longest that a server may ask us to wait. */
  readonly patience: number;
  readonly redirects: number;
  readonly fragments: boolean;
  readonly allowsPrivate: (hostname: string) => boolean;
  /** All that decides what a page counts as, as text. */
  readonly rules: string;
}

/** What stands under `requests`, as its schema lets it through. */
interface RequestOptions {
  readonly only?: string | readonly string[];
  readonly accept?: readonly (number | string)[];
  readonly headers?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly concurrency?: number;
  readonly perHost?: number;
  readonly perSecond?: number;
  readonly connectTimeout?: string;
  readonly timeout?: string;
  readonly retries?: number;
  readonly patience?: string;
  readonly redirects?: number;
  readonly fragments?: boolean;
  readonly private?: boolean | readonly string[];
}

/** What holds where the options say nothing. */
const DEFAULTS: Required<Omit<RequestOptions, 'only'>> = {
  accept: [],
  headers: {},
  concurrency: 32,
  perHost: 2,
  perSecond: 10,
  connectTimeout: '10s',
  timeout: '30s',
  retries: 2,
  patience: '1m',
  redirects: 10,
  fragments: true,
  private: false,
};

/** The settings that options stand for; or what is wrong with them. */
export function readSettings(options: Options): ExternalSettings | { readonly problem: string } {
  const given: RequestOptions & typeof DEFAULTS = { ...DEFAULTS, ...(options['requests'] as object | undefined) };
  const keys = Object.keys(given.headers);
  const odd = keys.find((key) => originOf(key) === undefined);
  if (odd !== undefined) return { problem: `\`headers\` are for \`${odd}\`, which is no host` };
  const { concurrency, perHost, retries, redirects, fragments } = given;
  const accept = given.accept.map(String);
  return {
    ...{ concurrency, perHost, retries, redirects, fragments },
    remember: toMilliseconds(String(options['remember'] ?? '7d')),
    isWanted: wantedTest(options, given.only),
    accepts: statusTest(accept),
    headers: Object.entries(given.headers).map(([key, headers]) => ({ origin: originOf(key) ?? '', headers })),
    interval: 1000 / given.perSecond,
    connectTimeout: toMilliseconds(given.connectTimeout),
    timeout: toMilliseconds(given.timeout),
    patience: toMilliseconds(given.patience),
    allowsPrivate: privateTest(given.private),
    rules: JSON.stringify([accept, redirects]),
  };
}

function wantedTest(options: Options, only: RequestOptions['only']): ExternalSettings['isWanted'] {
  const isIgnored = ignoreTest([options['ignore'] ?? []].flat().map(String));
  const isNamed = only === undefined ? () => true : ignoreTest([only].flat());
  return (destination) => isNamed(destination, undefined) && !isIgnored(destination, undefined);
}

function statusTest(accept: readonly string[]): ExternalSettings['accepts'] {
  const ranges = ['200-299', ...accept].map((range) => range.split('-').map(Number));
  return (status) => ranges.some(([least = 0, most = least]) => least <= status && status <= most);
}
