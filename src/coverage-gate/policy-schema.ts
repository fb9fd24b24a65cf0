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
    error: 'a threshold: lines, branches, functions, statements or changed',
  });
  const group = z.strictObject({ files: someGlobs, ...demand }).check(asks);
  const forFiles = z.strictObject({ files: z.optional(someGlobs), ...demand }).check(asks);
  const ratchet = z.union([z.boolean(), z.strictObject({ tolerance: z.optional(toleranceSchema(z)) })]);
  const waiver = z.strictObject({ files: someGlobs, reason, until: day });
  const as = <S extends Schema>(schema: S, text: string) => z.optional(schema).check(z.describe(text));
  return z.strictObject({
    lines: as(threshold, 'threshold of the lines of all files'),
    branches: as(threshold, 'threshold of the branches of all files'),
    functions: as(threshold, 'threshold of the functions of all files'),
    statements: as(threshold, 'threshold of the statements of all files'),
    changed: as(threshold, 'threshold of the lines that the branch changed'),
    groups: as(z.array(group), 'files that are judged together as if they were the whole'),
    perFile: as(z.union([threshold, z.strictObject(demand), z.array(forFiles)]), PER_FILE),
    ratchet: as(ratchet, RATCHET),
    waivers: as(z.array(waiver), WAIVERS),
    partial: as(z.enum(['covered', 'uncovered']), PARTIAL),
    include: as(globs, INCLUDE),
    exclude: as(globs, EXCLUDE),
    pathMap: as(z.record(z.string(), z.string()), PATH_MAP),
    base: as(z.string(), BASE),
  });
}

const PARTIAL =
  'whether a changed line that ran is `covered` where a branch on it was never taken; `covered` without it, `uncovered` needs reports that know branches';
const INCLUDE =
  'globs of files that have to be in a report when they change; without it those whose ending and top folder are among the files of the reports';
const EXCLUDE = 'globs of files that are not judged at all';
const PATH_MAP = 'prefixes of the paths in reports and what stands in their place, such as `{ "/app/": "" }`';
const BASE =
  'the ref with which `changed` and `ratchet` compare; without it the base of the pull request in CI, else the default branch of the remote';
const PER_FILE =
  'floors for every file: of its lines, or of what is named; in a list, of the entries that mean a file the last one that names a metric counts';
const RATCHET =
  'whether nothing may be worse than .lattice/coverage-baseline.json of the merge base, by more percentage points than the tolerance and with more lines uncovered';
const WAIVERS =
  'files that are excused of floors of each file, of the ratchet and of changed lines until the end of a day, UTC, and never of what all files come to; every verdict tells them';

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
