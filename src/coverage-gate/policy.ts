import type { PolicyGlob } from '../core/contracts/gates.ts';
import type { Schema, SchemaLibrary } from '../core/contracts/schema.ts';
import { parseThreshold, type Threshold } from './thresholds.ts';

/** What a report can count, in the order in which it is told. */
export const METRICS = ['lines', 'branches', 'functions', 'statements'] as const;
export type Metric = (typeof METRICS)[number];

/** Thresholds by metric: those that are judged. */
export type Floors = ReadonlyMap<Metric, Threshold>;

/** What stands under `gates.coverage`, ready to be judged by. */
export interface CoveragePolicy {
  /** Of the whole report. */
  readonly floors: Floors;
  readonly changed: Threshold | undefined;
  /** Of every single file. */
  readonly perFile: Floors;
  readonly partial: 'covered' | 'uncovered';
  /** Undefined: what the reports measure says which files belong there. */
  readonly include: readonly string[] | undefined;
  readonly exclude: readonly string[];
  readonly pathMap: readonly (readonly [prefix: string, replacement: string])[];
  readonly base: string | undefined;
}

/** The schema of the policy. A threshold that cannot be read exactly is refused when the config is read. */
export function policySchema(z: SchemaLibrary): Schema {
  const isReadable = z.refine<number | string>((value) => parseThreshold(value) !== undefined, {
    error: 'a percentage from 0 to 100 (a number, or a decimal string), or a negative integer',
  });
  const threshold = z.optional(z.union([z.number(), z.string()]).check(isReadable));
  const floors = { lines: threshold, branches: threshold, functions: threshold, statements: threshold };
  const globs = z.optional(z.union([z.string(), z.array(z.string())]));
  return z.strictObject({
    ...floors,
    changed: threshold,
    perFile: z.optional(z.union([z.union([z.number(), z.string()]).check(isReadable), z.strictObject(floors)])),
    partial: z.optional(z.enum(['covered', 'uncovered'])),
    include: globs,
    exclude: globs,
    pathMap: z.optional(z.record(z.string(), z.string())),
    base: z.optional(z.string()),
  });
}

/** The policy from what the schema has let through. */
export function readPolicy(policy: Readonly<Record<string, unknown>>): CoveragePolicy {
  const perFile = policy['perFile'];
  const perFileObject = typeof perFile === 'object' && perFile !== null ? perFile : { lines: perFile };
  return {
    floors: readFloors(policy),
    changed: readThreshold(policy['changed']),
    perFile: readFloors(perFileObject as Readonly<Record<string, unknown>>),
    partial: policy['partial'] === 'uncovered' ? 'uncovered' : 'covered',
    include: readGlobs(policy['include']),
    exclude: readGlobs(policy['exclude']) ?? [],
    pathMap: Object.entries((policy['pathMap'] ?? {}) as Readonly<Record<string, string>>),
    base: typeof policy['base'] === 'string' ? policy['base'] : undefined,
  };
}

/** What is left out may lie anywhere, as headers of a compiler do. */
export function globsOf(policy: Readonly<Record<string, unknown>>): readonly PolicyGlob[] {
  const globs = (key: string, about: PolicyGlob['about']) =>
    (readGlobs(policy[key]) ?? []).map((glob) => ({ at: [key], glob, about }));
  return [...globs('include', 'files'), ...globs('exclude', 'anything')];
}

function readFloors(values: Readonly<Record<string, unknown>>): Floors {
  return new Map(
    METRICS.flatMap((metric) => {
      const threshold = readThreshold(values[metric]);
      return threshold === undefined ? [] : [[metric, threshold] as const];
    }),
  );
}

function readThreshold(value: unknown): Threshold | undefined {
  return typeof value === 'number' || typeof value === 'string' ? parseThreshold(value) : undefined;
}

function readGlobs(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.map(String) : undefined;
}
