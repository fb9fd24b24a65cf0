import { isObject, type JsonObject } from '../core/json-shape.ts';
import { findJson, numberAt, objectsOf, textAt } from '../tool-output/json.ts';

/** What became of requests of one kind, or of all. Counts are whole, times in milliseconds. */
export interface RequestStats {
  /** As in `GET /orders`. */
  readonly name: string;
  readonly requests: number;
  readonly failed: number;
  readonly totalTime: number;
  readonly longest: number;
  /** How many requests took so long; Locust rounds what takes longer than 100 ms to two digits. */
  readonly times: ReadonlyMap<number, number>;
}

/** Reads what `locust --json` prints; undefined where there is none of it, or it is not whole. */
export function readLocustStats(stdout: string): readonly RequestStats[] | undefined {
  // It comes last, and locustfiles print what they like before.
  const document = findJson(stdout.slice(stdout.lastIndexOf('\n[') + 1));
  if (!Array.isArray(document)) return undefined;
  const stats = objectsOf(document).map(statsOf);
  return stats.length === document.length && stats.every((one) => one !== undefined) ? stats : undefined;
}

function statsOf(entry: JsonObject): RequestStats | undefined {
  const [requests, failed] = [countAt(entry, 'num_requests'), countAt(entry, 'num_failures')];
  const [totalTime, longest] = [numberAt(entry, 'total_response_time'), numberAt(entry, 'max_response_time')];
  const times = entry['response_times'];
  if (requests === undefined || failed === undefined || totalTime === undefined || !isObject(times)) return undefined;
  return {
    name: [textAt(entry, 'method'), textAt(entry, 'name')].filter(Boolean).join(' '),
    requests,
    failed,
    totalTime,
    longest: longest ?? 0,
    times: new Map(Object.entries(times).map(([time, count]) => [Number(time), Number(count)])),
  };
}

function countAt(entry: JsonObject, key: string): number | undefined {
  const count = numberAt(entry, key);
  return count !== undefined && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}

/** All of them as one. */
export function together(all: readonly RequestStats[]): RequestStats {
  const times = new Map<number, number>();
  for (const [time, count] of all.flatMap((one) => [...one.times])) times.set(time, (times.get(time) ?? 0) + count);
  const sum = (of: (one: RequestStats) => number) => all.reduce((total, one) => total + of(one), 0);
  return {
    name: 'all requests',
    requests: sum(({ requests }) => requests),
    failed: sum(({ failed }) => failed),
    totalTime: sum(({ totalTime }) => totalTime),
    longest: all.reduce((most, { longest }) => Math.max(most, longest), 0),
    times,
  };
}

/** The time that so many percent of the requests took at most, as Locust itself counts; undefined where none was timed. */
export function percentile({ times }: RequestStats, percent: number): number | undefined {
  const timed = [...times.values()].reduce((sum, count) => sum + count, 0);
  const enough = Math.floor((timed * percent) / 100);
  let left = timed;
  for (const [time, count] of [...times].sort(([one], [other]) => other - one)) {
    left -= count;
    if (left <= enough) return time;
  }
  return undefined;
}
