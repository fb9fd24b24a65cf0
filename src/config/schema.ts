import * as z from 'zod/mini';
import type { Gate, TaskKind } from '../core/contracts.ts';

// Without a language zod/mini says nothing but "Invalid input".
z.config(z.locales.en());

/** The kinds and gates that a config may name, by name. */
export interface Vocabulary {
  readonly kinds: ReadonlyMap<string, TaskKind>;
  readonly gates: ReadonlyMap<string, Gate>;
}

const name = z.string().check(z.regex(/^[^\s,:]+$/, 'a name without blanks, commas and colons'));
const duration = z.string().check(z.regex(/^\d+(\.\d+)?(ms|s|m|h)$/, 'a duration such as "500ms", "5s", "2m" or "1h"'));
const text = z.string().check(z.minLength(1));
const globs = z.union([text, z.array(text)]);
const command = z.union([
  text,
  z.array(text).check(z.minLength(1)),
  z.array(z.array(text).check(z.minLength(1))).check(z.minLength(1)),
]);

const taskShape = {
  run: z.optional(
    describe(command, 'the checking command: a string split without a shell, or an array; several: an array of arrays'),
  ),
  fix: z.optional(describe(command, 'the same check, rewriting files')),
  uses: z.optional(describe(text, 'a kind that ships with the package')),
  options: z.optional(describe(z.record(z.string(), z.unknown()), 'options of the kind')),
  files: z.optional(describe(globs, 'globs of the files it is about')),
  exclude: z.optional(describe(globs, 'globs of files it is not about')),
  scope: z.optional(describe(z.enum(['file', 'project']), 'what a pass depends on: each file alone, or all of them')),
  inputs: z.optional(describe(globs, 'globs of files its outcome also depends on')),
  env: z.optional(describe(z.array(text), 'environment variables its outcome depends on')),
  passEnv: z.optional(describe(z.array(text), 'environment variables it sees and that are not part of the key')),
  outputs: z.optional(describe(globs, 'files it leaves behind; such a task is never remembered')),
  coverage: z.optional(describe(globs, 'coverage reports it leaves behind')),
  needs: z.optional(describe(z.array(name), 'tasks of the tier that must pass first')),
  cwd: z.optional(describe(text, 'directory it runs in, relative to the config')),
  timeout: z.optional(describe(duration, 'stopped and broken after this')),
  cache: z.optional(describe(z.boolean(), 'false: never remembered')),
  required: z.optional(describe(z.boolean(), 'cannot be skipped')),
  warn: z.optional(describe(z.boolean(), 'a failure is shown and does not refuse')),
  when: z.optional(
    describe(
      z.strictObject({ branches: z.optional(z.array(text)), not: z.optional(z.array(z.enum(['merge', 'rebase']))) }),
      'conditions',
    ),
  ),
};

/** The schema of a config file, for the kinds and gates that there are. */
export function configSchema({ gates }: Pick<Vocabulary, 'gates'>) {
  const gateShape = Object.fromEntries([...gates].map(([gate, entry]) => [gate, z.optional(entry.policy(z))]));
  const tier = z.strictObject({
    on: z.optional(describe(z.union([text, z.array(text)]), 'git hooks and CI events that run it')),
    budget: z.optional(describe(duration, 'the time that the tier should stay below')),
    tasks: describe(z.record(name, z.strictObject(taskShape)), 'what it runs'),
    gates: z.optional(describe(z.strictObject(gateShape), 'judgments over all results of the tier')),
  });
  return z.strictObject({
    $schema: z.optional(z.string()),
    extends: z.optional(describe(globs, 'configs that this one builds on: files, or packages')),
    tiers: describe(z.record(name, tier), 'groups of tasks with the triggers that run them'),
  });
}

/** The schema of a kind's options: its own, and `args` where it starts a program. */
export function optionsSchema(kind: TaskKind): z.ZodMiniType {
  const own = kind.options?.(z) ?? {};
  const args = kind.type === 'tool' ? { args: z.optional(describe(z.array(z.string()), 'appended arguments')) } : {};
  return z.strictObject({ ...args, ...own });
}

/** What is wrong with a value, in the library's own form. */
export function issuesOf(schema: z.ZodMiniType, value: unknown): readonly z.core.$ZodIssue[] {
  const result = z.safeParse(schema, value);
  return result.success ? [] : result.error.issues;
}

/** Keys that an object at this path may have; empty where any is allowed, or where there is no object. */
export function knownKeys(schema: z.ZodMiniType, path: readonly PropertyKey[]): readonly string[] {
  const { def } = schema._zod as { readonly def: SchemaDefinition };
  const [key, ...rest] = path;
  if (def.innerType !== undefined) return knownKeys(def.innerType, path);
  if (def.options !== undefined) return def.options.flatMap((option) => knownKeys(option, path));
  if (key === undefined) return def.shape === undefined ? [] : Object.keys(def.shape);
  const next = def.shape?.[String(key)] ?? def.valueType ?? def.element;
  return next === undefined ? [] : knownKeys(next, rest);
}

/** The parts of a schema's definition that lead to other schemas. */
interface SchemaDefinition {
  readonly innerType?: z.ZodMiniType;
  readonly options?: readonly z.ZodMiniType[];
  readonly shape?: Readonly<Record<string, z.ZodMiniType>>;
  readonly valueType?: z.ZodMiniType;
  readonly element?: z.ZodMiniType;
}

/** JSON Schema of a config file, for editors. */
export function jsonSchema(vocabulary: Vocabulary): unknown {
  const schema = z.toJSONSchema(configSchema(vocabulary), { io: 'input' });
  const uses = [...vocabulary.kinds].map(([kind, entry]) => ({
    if: { properties: { uses: { const: kind } }, required: ['uses'] },
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own keyword.
    then: { properties: { options: z.toJSONSchema(optionsSchema(entry), { io: 'input' }) } },
  }));
  return { title: 'lattice-hooks', ...schema, $defs: { kinds: { allOf: uses } } };
}

function describe<T extends z.ZodMiniType>(schema: T, description: string): T {
  z.globalRegistry.add(schema, { description });
  return schema;
}
