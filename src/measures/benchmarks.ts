import type { Options, SchemaLibrary } from '../core/contracts/schema.ts';
import { isObject } from '../core/json-shape.ts';
import { option } from '../core/option.ts';
import { findJson, numberAt, objectAt, objectsOf, textAt } from '../tool-output/json.ts';

/** Times of a benchmark by what they are, in milliseconds. */
export interface Benchmark {
  readonly name: string;
  readonly times: ReadonlyMap<string, number>;
}

const TIMES = ['min', 'max', 'mean', 'median'] as const;

/** `limits`: what a benchmark may take at most, in milliseconds, by its name; `*` in a name stands for anything. */
export function benchmarkLimits(z: SchemaLibrary) {
  const time = z.optional(z.number().check(z.minimum(0)));
  const limits = z.strictObject({ min: time, max: time, mean: time, median: time });
  return option(z, z.record(z.string(), limits), 'by benchmark what it may take at most, in milliseconds');
}

/** Reads what `--benchmark-json` has written; undefined where there is none of it. */
export function readBenchmarks(text: string | undefined): readonly Benchmark[] | undefined {
  const report = findJson(text ?? '');
  if (!isObject(report) || !Array.isArray(report['benchmarks'])) return undefined;
  return objectsOf(report['benchmarks']).map((entry) => {
    const stats = objectAt(entry, 'stats');
    const times = TIMES.flatMap((name) => {
      const seconds = numberAt(stats, name);
      return seconds === undefined ? [] : [[name, seconds * 1000] as const];
    });
    return { name: textAt(entry, 'name') ?? '', times: new Map(times) };
  });
}

/** What took longer than it may, in sentences. */
export function slowBenchmarks(all: readonly Benchmark[], options: Options): readonly string[] {
  return all.flatMap(({ name, times }) =>
    limitsFor(name, options).flatMap(([measure, most]) => {
      const took = times.get(measure);
      return took === undefined || took <= most ? [] : [`${name}: ${measure} ${shown(took)} ms > ${most} ms`];
    }),
  );
}

/** Those names with limits that no benchmark has. */
export function unmeasured(all: readonly Benchmark[], options: Options): readonly string[] {
  return Object.keys(limitsOf(options)).filter((pattern) => !all.some(({ name }) => isMatch(pattern, name)));
}

function limitsFor(name: string, options: Options): readonly (readonly [string, number])[] {
  return Object.entries(limitsOf(options)).flatMap(([pattern, limits]) =>
    isMatch(pattern, name) ? Object.entries(limits) : [],
  );
}

function limitsOf({ limits = {} }: Options): Readonly<Record<string, Readonly<Record<string, number>>>> {
  return limits as Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Parts between stars are looked for one after the other: the first place of each leaves most to the next. */
function isMatch(pattern: string, name: string): boolean {
  const [first = '', ...parts] = pattern.split('*');
  const last = parts.pop();
  if (last === undefined) return pattern === name;
  let at = first.length;
  if (!name.startsWith(first)) return false;
  for (const part of parts) {
    const found = name.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return name.endsWith(last) && name.length - last.length >= at;
}

/** Three digits behind the point: a microsecond. Never looks better than it is. */
function shown(milliseconds: number): string {
  return String(Math.ceil(milliseconds * 1000) / 1000);
}
