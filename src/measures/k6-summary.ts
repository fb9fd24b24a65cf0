import { isObject, type JsonObject } from '../core/json-shape.ts';
import { findJson, numberAt, objectAt } from '../tool-output/json.ts';

/** What `k6 run --summary-export` says of limits that a script sets. */
export interface K6Summary {
  /** How many limits there are. */
  readonly thresholds: number;
  /** Those that were crossed, in sentences. */
  readonly crossed: readonly string[];
  /** Metrics with limits of which there is no value: k6 takes that for good. */
  readonly unmeasured: readonly string[];
}

/** Reads a summary; undefined where there is none, or half of one. */
export function readK6Summary(text: string | undefined): K6Summary | undefined {
  const summary = findJson(text ?? '');
  if (!isObject(summary) || !isObject(summary['metrics'])) return undefined;
  const metrics = objectAt(summary, 'metrics');
  const limited = Object.keys(metrics).flatMap((name) => {
    const metric = objectAt(metrics, name);
    return Object.entries(objectAt(metric, 'thresholds')).map(([limit, state]) => ({ name, metric, limit, state }));
  });
  const silent = limited.filter(({ name, metric }) => isSilent(name, metric, metrics));
  return {
    thresholds: limited.length,
    crossed: limited
      .filter(({ state }) => isCrossed(state))
      .map(({ name, metric, limit }) => `${name}: ${limit}${measured(metric, limit)}`),
    unmeasured: [...new Set(silent.map(({ name }) => name))],
  };
}

/** In this form `true` says that it was crossed. */
function isCrossed(state: unknown): boolean {
  return state === true || (isObject(state) && state['ok'] === false);
}

/** A share of nothing, or what belongs to requests where there were none. A count of nothing is a count. */
function isSilent(name: string, metric: JsonObject, metrics: JsonObject): boolean {
  const [passes, fails] = [numberAt(metric, 'passes'), numberAt(metric, 'fails')];
  if (passes !== undefined && fails !== undefined) return passes + fails === 0;
  return /^http_req_/.test(name) && (numberAt(objectAt(metrics, 'http_reqs'), 'count') ?? 0) === 0;
}

/** ` is not so: p(95) is 204.9`: what the limit is about, where the summary has it. */
function measured(metric: JsonObject, limit: string): string {
  const measure = /^\s*([a-z]+(?:\([\d.]+\))?)/.exec(limit)?.[1] ?? '';
  const value = numberAt(metric, measure) ?? (measure === 'rate' ? numberAt(metric, 'value') : undefined);
  return value === undefined ? ' is not so' : ` is not so: ${measure} is ${Number(value.toPrecision(6))}`;
}
