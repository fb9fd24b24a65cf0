import { toMilliseconds } from '../requests/times.ts';
import type { ExpectOptions, StatusOption } from './shape.ts';
import type { Wish } from './wish.ts';

/** What an answer has to be. */
export interface Expectations {
  readonly isStatus: (status: number) => boolean;
  /** The statuses in words. */
  readonly statuses: string;
  /** By name in lower case. */
  readonly headers: readonly (readonly [name: string, wish: Wish])[];
  readonly json: readonly (readonly [path: string, wish: Wish])[];
  readonly body?: Wish;
  /** What the median of so many requests may take, in milliseconds. */
  readonly latency?: { readonly median: number; readonly requests: number };
}

/** Enough that one slow answer decides nothing. */
const USUAL_REQUESTS = 5;

/** The expectations that options stand for. */
export function readExpectations(options: ExpectOptions): Expectations {
  const { status = '200-299', headers = {}, json = {}, body, latency } = options;
  return {
    ...readStatuses(status),
    headers: Object.entries(headers).map(([name, wish]) => [name.toLowerCase(), wish]),
    json: Object.entries(json),
    ...(body === undefined ? {} : { body: typeof body === 'string' ? { contains: body } : body }),
    ...(latency === undefined ? {} : { latency: readLatency(latency) }),
  };
}

function readStatuses(option: StatusOption): Pick<Expectations, 'isStatus' | 'statuses'> {
  const texts = [option].flat().map(String);
  const ranges = texts.map((text) => text.split('-').map(Number));
  return {
    isStatus: (status) => ranges.some(([least = 0, most = least]) => least <= status && status <= most),
    statuses: texts.join(' or '),
  };
}

function readLatency(latency: NonNullable<ExpectOptions['latency']>): NonNullable<Expectations['latency']> {
  const { median, requests = USUAL_REQUESTS } = typeof latency === 'string' ? { median: latency } : latency;
  return { median: toMilliseconds(median), requests };
}
