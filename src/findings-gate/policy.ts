import type { PolicyGlob, ReportWish } from '../core/contracts/gates.ts';
import type { Schema, SchemaLibrary } from '../core/contracts/schema.ts';
import { type Excuse, excuseSchemas } from '../core/excuse.ts';
import { option } from '../core/option.ts';
import { RANKS, type Rank } from '../core/scan.ts';

/** Findings that are known and accepted, for a time. */
export interface Ignore extends Excuse {
  /** A rule as `tool/rule`; globs may stand in it. */
  readonly rule: string;
  /** Globs relative to the config; undefined: wherever it is. */
  readonly files: readonly string[] | undefined;
}

/** What stands under `gates.findings`, ready to be judged by. */
export interface FindingsPolicy {
  readonly inputs: readonly ReportWish[];
  /** Findings of this rank and above refuse. */
  readonly failOn: Rank;
  /** The rank of a vulnerability of which no report says how grave it is. */
  readonly unknownAs: Rank;
  /** Whether only findings on changed lines refuse. */
  readonly newOnly: boolean;
  readonly base: string | undefined;
  /** Ranks by rule, in the order of the config. */
  readonly rules: readonly (readonly [rule: string, rank: Rank])[];
  readonly ignore: readonly Ignore[];
}

const RULE = 'a rule as `tool/rule`, such as `bandit/B101` or `eslint/*`';

/** The schema of the policy. */
export function policySchema(z: SchemaLibrary): Schema {
  const text = z.string().check(z.minLength(1));
  const rank = z.enum(RANKS);
  const rule = z.string(RULE).check(z.regex(/^[^/]+\/.+$/s, RULE));
  const { reason, day } = excuseSchemas(z);
  const input = z.union([text, z.strictObject({ path: text, tool: z.optional(text) })]);
  const ignore = z.strictObject({
    rule,
    files: z.optional(z.union([text, z.array(text).check(z.minLength(1))])),
    reason,
    until: z.optional(day),
  });
  return z.strictObject({
    input: z
      .union([input, z.array(input).check(z.minLength(1))])
      .check(z.describe('the reports that it judges: files or globs, with the tool where nothing else says it')),
    failOn: option(z, rank, 'the least rank that refuses; high without it'),
    unknownAs: option(z, rank, 'the rank of findings that have none of their own; high without it'),
    newOnly: option(z, z.boolean(), 'whether only findings on changed lines refuse; secrets always do'),
    base: option(z, text, 'what changed lines are compared with: a ref'),
    rules: option(z, z.record(rule, rank), 'ranks by `tool/rule`, globs allowed'),
    ignore: option(z, z.array(ignore), 'findings that are let stand, each for a reason'),
  });
}

/** The policy from what the schema has let through. */
export function readPolicy(policy: Readonly<Record<string, unknown>>): FindingsPolicy {
  const given = policy as unknown as GivenPolicy;
  return {
    inputs: [given.input].flat().map((one) => (typeof one === 'string' ? { path: one } : one)),
    failOn: given.failOn ?? 'high',
    unknownAs: given.unknownAs ?? 'high',
    newOnly: given.newOnly === true,
    base: given.base,
    rules: Object.entries(given.rules ?? {}),
    ignore: (given.ignore ?? []).map(({ rule, files, reason, until }) => {
      return { rule, files: files === undefined ? undefined : [files].flat(), reason, until };
    }),
  };
}

/** Reports may lie above the config's folder, and findings in files that nobody tracks. */
export function globsOf(policy: Readonly<Record<string, unknown>>): readonly PolicyGlob[] {
  const { inputs, rules, ignore } = readPolicy(policy);
  const found: readonly (readonly [at: PolicyGlob['at'], glob: string])[] = [
    ...inputs.map(({ path }) => [['input'], path.replace(/^\{scratch\}/, '')] as const),
    ...rules.map(([rule]) => [['rules', rule], rule] as const),
    ...ignore.flatMap(({ rule, files = [] }, index) => [
      [['ignore', index, 'rule'], rule] as const,
      ...files.map((glob) => [['ignore', index, 'files'], glob] as const),
    ]),
  ];
  return found.map(([at, glob]) => ({ at, glob, about: 'anything' }));
}

/** What stands under `gates.findings` in a config. */
export interface GivenPolicy {
  readonly input: string | ReportWish | readonly (string | ReportWish)[];
  readonly failOn?: Rank;
  readonly unknownAs?: Rank;
  readonly newOnly?: boolean;
  readonly base?: string;
  readonly rules?: Readonly<Record<string, Rank>>;
  readonly ignore?: readonly {
    readonly rule: string;
    readonly files?: string | readonly string[];
    readonly reason: string;
    readonly until?: string;
  }[];
}
