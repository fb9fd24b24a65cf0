import * as z from 'zod/mini';
import type { Gate } from '../../core/contracts/gates.ts';
import type { SchemaLibrary } from '../../core/contracts/schema.ts';
import type { StoreKind } from '../../core/contracts/stores.ts';
import type { TaskKind } from '../../core/contracts/tasks.ts';
import { ciSchema } from './ci.ts';
import { sharedSchema } from './shared.ts';
import { durationSchema, nameSchema, taskShape, textsSchema } from './task.ts';

// Without a language zod/mini says nothing but "Invalid input".
z.config(z.locales.en());

/** The library, for what has schemas of its own. */
export const SCHEMAS: SchemaLibrary = z;

/** Entries of rooms that have keys of their own in a config. */
export interface ConfigEntries {
  readonly gates: ReadonlyMap<string, Gate>;
  readonly stores: ReadonlyMap<string, StoreKind>;
}

/** The schema of a config, for the gates and stores that there are. What needs more than one value to be judged is judged by the loader. */
export function configSchema({ gates, stores }: ConfigEntries) {
  const gateShape = Object.fromEntries(
    [...gates].map(([gate, entry]) => [gate, describe(z.optional(entry.policy(z)), entry.summary)]),
  );
  const task = describe(z.strictObject(taskShape({ z, describe })), 'a task');
  const tier = z.strictObject({
    on: describe(z.optional(textsSchema(z)), 'git hooks and CI events that run it; without it by hand only'),
    budget: describe(
      z.optional(durationSchema(z)),
      'the time that the tier should stay below; when it does not, the task that took it is told, and a tier that has more time',
    ),
    untracked: describe(
      z.optional(z.enum(['hidden', 'visible'])),
      'whether tasks of `project` scope see untracked files at a commit; if so, their passes are not remembered',
    ),
    tasks: describe(z.record(nameSchema(z), task), 'what it runs, by name'),
    gates: describe(z.optional(z.strictObject(gateShape)), 'judgments over all results of the tier'),
  });
  const skips = z.strictObject({
    reason: describe(
      z.optional(z.enum(['optional', 'required'])),
      'whether a check is only left out when somebody says why; `optional` without it',
    ),
    trailer: describe(
      z.optional(z.boolean()),
      'whether the message of the commit says what was left out, as `Skipped-checks: lint (the reason)`',
    ),
  });
  return z.strictObject({
    $schema: describe(z.optional(z.string()), 'where this schema lies, for editors'),
    extends: describe(
      z.optional(textsSchema(z)),
      'configs that this one builds on: files beginning with ./, or packages',
    ),
    link: describe(
      z.optional(textsSchema(z)),
      'folders and files that git ignores and that tasks need where a push is checked apart from the worktree; `node_modules` and `.venv` are there anyway',
    ),
    audit: describe(
      z.optional(z.number().check(z.minimum(0), z.maximum(1))),
      'the share of remembered passes that are looked at again, chosen by chance, to see whether they are true; without it 0, and 0.02 where CI is set',
    ),
    ci: describe(z.optional(ciSchema({ z, describe })), 'what `ci generate` makes workflows of GitHub Actions of'),
    skips: describe(z.optional(skips), 'what is asked of those who leave checks out'),
    shared: describe(
      z.optional(sharedSchema({ z, describe }, stores)),
      'how results are shared between machines: what CI has proven is not run again elsewhere',
    ),
    tiers: describe(z.record(nameSchema(z), tier), 'groups of tasks with the triggers that run them, by name'),
  });
}

/** The schema of a kind's options: its own, and `args` where it starts a program. */
export function optionsSchema(kind: TaskKind): z.ZodMiniType {
  const own = kind.options?.(z) ?? {};
  const args = { args: describe(z.optional(z.array(z.string())), 'arguments that are appended to its commands') };
  return z.strictObject(kind.type === 'tool' ? { ...args, ...own } : own);
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

/** The schema as JSON Schema, draft 7: what editors read. */
export function toJsonSchema(schema: z.ZodMiniType): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
}

/** Says in the JSON Schema what the value means. Registers the schema itself: one that stands in two places is described once. */
function describe<T extends z.ZodMiniType>(
  schema: T,
  description: string,
  more: Readonly<Record<string, unknown>> = {},
): T {
  z.globalRegistry.add(schema, { ...more, description });
  return schema;
}
