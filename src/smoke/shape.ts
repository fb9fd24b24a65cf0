import type { WebMethod } from '../core/contracts/web.ts';
import type { Wish } from './wish.ts';

// What stands under `options`, as the schema lets it through.

/** Statuses: one, a range such as `"200-299"`, or a list of these. */
export type StatusOption = number | string | readonly (number | string)[];

/** What an answer has to be. */
export interface ExpectOptions {
  readonly status?: StatusOption;
  readonly headers?: Readonly<Record<string, Wish>>;
  /** By path. */
  readonly json?: Readonly<Record<string, Wish>>;
  readonly body?: Wish;
  readonly latency?: string | { readonly median: string; readonly requests?: number };
}

/** What one request is. */
export interface RequestOptions {
  readonly name?: string;
  readonly path?: string;
  readonly method?: WebMethod;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly json?: unknown;
  readonly redirects?: number;
  readonly timeout?: string;
  readonly expect?: ExpectOptions;
}

/** How it is found out that the service is there. */
export interface ReadyOptions extends Omit<RequestOptions, 'name'> {
  readonly within?: string;
  readonly every?: string;
  readonly inARow?: number;
}

/** All options of the kind. */
export interface SmokeOptions {
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly redirects?: number;
  readonly timeout?: string;
  readonly private?: boolean | readonly string[];
  readonly ready?: ReadyOptions;
  readonly requests?: readonly RequestOptions[];
}
