import type { Options, SchemaLibrary } from '../core/contracts/schema.ts';
import { parseThreshold, percentText } from '../coverage-gate/thresholds.ts';
import { percentile, type RequestStats, together } from './locust-stats.ts';

/** What requests may take at most, in milliseconds, and how many may fail, in percent. */
export interface LoadLimits {
  readonly failures?: number | string;
  readonly average?: number;
  readonly p50?: number;
  readonly p90?: number;
  readonly p95?: number;
  readonly p99?: number;
  readonly max?: number;
}

const PERCENTILES = { p50: 50, p90: 90, p95: 95, p99: 99 } as const;

/** `limits` for all requests together, and `endpoints` with those for requests of one kind, by names such as `GET /orders`. */
export function limitOptions(z: SchemaLibrary) {
  const share = z.union([z.number(), z.string()]).check(z.refine(isShare, 'a percentage from 0 to 100'));
  const time = z.optional(z.number().check(z.minimum(0)));
  const shape = { failures: z.optional(share), average: time, p50: time, p90: time, p95: time, p99: time, max: time };
  const limits = z.strictObject(shape);
  return { limits: z.optional(limits), endpoints: z.optional(z.record(z.string(), limits)) };
}

function isShare(value: unknown): boolean {
  return parseThreshold(value as number | string)?.kind === 'percent';
}

/** What is beyond its limit, in sentences. No request may fail where nothing allows it. */
export function beyondLimits(all: readonly RequestStats[], options: Options): readonly string[] {
  const { limits = {}, endpoints = {} } = options as LimitOptions;
  const named = Object.entries(endpoints).flatMap(([name, own]) => {
    const stats = all.filter((one) => one.name === name);
    return stats.length === 0 ? [] : beyond(together(stats), own, `${name}: `);
  });
  return [...beyond(together(all), { failures: 0, ...limits }, ''), ...named];
}

/** Those endpoints with limits that nobody has requested. */
export function unrequested(all: readonly RequestStats[], { endpoints }: Options): readonly string[] {
  const known = new Set(all.filter(({ requests }) => requests > 0).map(({ name }) => name));
  return Object.keys((endpoints ?? {}) as object).filter((name) => !known.has(name));
}

interface LimitOptions {
  readonly limits?: LoadLimits;
  readonly endpoints?: Readonly<Record<string, LoadLimits>>;
}

function beyond(stats: RequestStats, { failures, ...times }: LoadLimits, about: string): readonly string[] {
  const tooMany = failures === undefined ? undefined : tooManyFailures(stats, failures);
  const tooLong = Object.entries(times).flatMap(([measure, most]) => {
    const took = measured(stats, measure);
    return took === undefined || took <= most ? [] : [`${about}${measure} ${shown(took)} ms > ${most} ms`];
  });
  return [...(tooMany === undefined ? [] : [`${about}${tooMany}`]), ...tooLong];
}

/** By whole numbers: `failed × 100 > limit × requests`. */
function tooManyFailures({ requests, failed }: RequestStats, limit: number | string): string | undefined {
  const threshold = parseThreshold(limit);
  if (threshold?.kind !== 'percent') return undefined;
  if (BigInt(failed) * 100n * threshold.scale <= threshold.scaled * BigInt(requests)) return undefined;
  return `failed requests ${percentText({ covered: failed, total: requests })} (${failed}/${requests}) > ${threshold.written}%`;
}

function measured(stats: RequestStats, measure: string): number | undefined {
  if (measure === 'max') return stats.longest;
  if (measure === 'average') return stats.requests === 0 ? undefined : stats.totalTime / stats.requests;
  return percentile(stats, PERCENTILES[measure as keyof typeof PERCENTILES]);
}

/** Never looks better than it is. */
function shown(milliseconds: number): string {
  return String(Math.ceil(milliseconds * 100) / 100);
}
