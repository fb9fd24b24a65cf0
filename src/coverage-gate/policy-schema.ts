import type { PolicyGlob } from '../core/contracts/gates.ts';
import type { Schema, SchemaLibrary } from '../core/contracts/schema.ts';
import { excuseSchemas } from '../core/excuse.ts';
import { METRICS, readPolicy } from './policy.ts';
import { parsePercent, parseThreshold } from './thresholds.ts';

/** The schema of the policy. A threshold that cannot be read exactly is refused when the config is read. */
export function policySchema(z: SchemaLibrary): Schema {
  const { reason, day } = excuseSchemas(z);
  const globs = z.union([z.string(), z.array(z.string())]);
  const someGlobs = z.union([z.string().check(z.minLength(1)), z.array(z.string()).check(z.minLength(1))]);
  const threshold = thresholdSchema(z);
  const optional = z.optional(threshold);
  const demand = { lines: optional, branches: optional, functions: optional, statements: optional, changed: optional };
  const asks = z.refine<object>((value) => [...METRICS, 'changed'].some((key) => key in value), {
    error: 'asks for nothing: name lines, branches, functions, statements or changed',
  });
  const group = z.strictObject({ files: someGlobs, ...demand }).check(asks);
  const forFiles = z.strictObject({ files: z.optional(someGlobs), ...demand }).check(asks);
  return z.strictObject({
    ...demand,
    groups: z.optional(z.array(group)),
    perFile: z.optional(z.union([threshold, z.strictObject(demand), z.array(forFiles)])),
    ratchet: z.optional(z.union([z.boolean(), z.strictObject({ tolerance: z.optional(toleranceSchema(z)) })])),
    waivers: z.optional(z.array(z.strictObject({ files: someGlobs, reason, until: day }))),
    partial: z.optional(z.enum(['covered', 'uncovered'])),
    include: z.optional(globs),
    exclude: z.optional(globs),
    pathMap: z.optional(z.record(z.string(), z.string())),
    base: z.optional(z.string()),
  });
}

/** What is left out may lie anywhere, as headers of a compiler do. */
export function globsOf(policy: Readonly<Record<string, unknown>>): readonly PolicyGlob[] {
  const { include = [], exclude, groups, perFile, waivers } = readPolicy(policy);
  const keyed = { groups, perFile, waivers };
  const entries = Object.entries(keyed).flatMap(([key, list]) =>
    list.flatMap(({ files = [] }, index) => files.map((glob) => ({ at: [key, index, 'files'], glob }))),
  );
  return [
    ...[...include.map((glob) => ({ at: ['include'], glob })), ...entries].map((one) => ({
      ...one,
      about: 'files' as const,
    })),
    ...exclude.map((glob) => ({ at: ['exclude'], glob, about: 'anything' as const })),
  ];
}

function thresholdSchema(z: SchemaLibrary) {
  const isReadable = z.refine<number | string>((value) => parseThreshold(value) !== undefined, {
    error: 'a percentage from 0 to 100 (a number, or a decimal string), or a negative integer',
  });
  return z.union([z.number(), z.string()]).check(isReadable);
}

function toleranceSchema(z: SchemaLibrary) {
  const isReadable = z.refine<number | string>((value) => parsePercent(value) !== undefined, {
    error: 'percentage points from 0 to 100: a number, or a decimal string',
  });
  return z.union([z.number(), z.string()]).check(isReadable);
}
