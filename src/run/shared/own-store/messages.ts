import type { Options } from '../../../core/contracts/schema.ts';
import type { RemoteName, RemoteObject, RemoteSite } from '../../../core/contracts/stores.ts';

/** What a thread is started with: which module, and what its store is opened with. */
export interface ThreadData {
  /** Absolute path of the module. */
  readonly file: string;
  readonly options: Options;
  readonly site: RemoteSite;
}

/** The first thing that a thread says. */
export type Opening =
  | { readonly type: 'opened'; readonly address: string; readonly patience?: number; readonly isFetching: boolean }
  | { readonly type: 'failed'; readonly why: string };

/** What a store is asked; an answer has the same `id`. */
export type Call = { readonly id: number } & (
  | { readonly method: 'get'; readonly wanted: readonly RemoteName[] }
  | { readonly method: 'put'; readonly objects: readonly RemoteObject[] }
  | { readonly method: 'fetch' }
);

/** What a thread is told. */
export type Order = { readonly type: 'call'; readonly call: Call } | { readonly type: 'abort'; readonly id: number };

/** What a thread says. `answer`: whatever the store gave; nothing is known of it. */
export type Word = Opening | { readonly type: 'answer'; readonly id: number; readonly answer: unknown };
