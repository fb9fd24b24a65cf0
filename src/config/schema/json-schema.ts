import { loadAll } from '../../catalog.ts';
import type { TaskKind } from '../../core/contracts/tasks.ts';
import { CI_EVENTS, CLIENT_HOOKS } from '../../core/hooks/triggers.ts';
import { configSchema, optionsSchema, toJsonSchema } from './config.ts';
import { sharedJsonSchema } from './shared-json-schema.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

/** The loader's own rules, which no schema of one value can tell. */
const RULES = {
  /** `uses` stands for commands and brings its options along. */
  task: {
    if: { required: ['uses'] },
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own keyword.
    then: { not: { anyOf: [{ required: ['run'] }, { required: ['fix'] }] } },
    else: { not: { required: ['options'] } },
  },
  /** A config that extends another one may leave out what that one has. */
  complete: {
    required: ['tiers'],
    properties: {
      tiers: {
        additionalProperties: {
          required: ['tasks'],
          properties: {
            tasks: {
              additionalProperties: {
                anyOf: [{ required: ['run'] }, { required: ['fix'] }, { required: ['uses'] }],
              },
            },
          },
        },
      },
    },
  },
  trigger: {
    type: 'string',
    anyOf: [{ enum: [...CLIENT_HOOKS, ...CI_EVENTS] }, { pattern: '^(push|schedule):\\S.*$' }],
  },
} as const;

/**
 * JSON Schema of a config file, for editors: made of the schema that validates, the rules that need more than one value,
 * and for each kind the rules of its options. Left to the loader: what other tasks and files are there, and how a command is split.
 */
export async function configJsonSchema(): Promise<JsonSchema> {
  const [gates, stores, kinds] = await Promise.all([loadAll('gates'), loadAll('stores'), loadAll('tasks')]);
  const { $schema, ...schema } = toJsonSchema(configSchema({ gates, stores }));
  const tiers = at(schema, 'properties', 'tiers');
  const tier = at(tiers, 'additionalProperties');
  const tasks = at(tier, 'properties', 'tasks');
  const task = at(tasks, 'additionalProperties');
  const uses = { anyOf: [{ enum: [...kinds.keys()] }, { pattern: '^\\.' }] };
  const strictTask = {
    ...task,
    properties: { ...at(task, 'properties'), uses: { ...at(task, 'properties', 'uses'), ...uses } },
    allOf: [RULES.task, { $ref: '#/definitions/kinds' }],
  };
  const on = { ...at(tier, 'properties', 'on'), anyOf: [RULES.trigger, { type: 'array', items: RULES.trigger }] };
  const strictTier = {
    ...withoutRequired(tier),
    properties: { ...at(tier, 'properties'), on, tasks: { ...tasks, additionalProperties: strictTask } },
  };
  const shared = sharedJsonSchema(at(schema, 'properties', 'shared'));
  return {
    $schema,
    title: 'lattice-hooks',
    ...withoutRequired(schema),
    properties: {
      ...at(schema, 'properties'),
      shared: shared.schema,
      tiers: { ...tiers, additionalProperties: strictTier },
    },
    if: { required: ['extends'] },
    else: { ...RULES.complete, properties: { ...RULES.complete.properties, shared: shared.complete } },
    definitions: { kinds: { allOf: [...kinds].map(([name, kind]) => ruleOf(name, kind)) } },
  };
}

/** What `options` may hold where `uses` names the kind. */
function ruleOf(name: string, kind: TaskKind): JsonSchema {
  const { $schema: _same, ...options } = toJsonSchema(optionsSchema(kind));
  const isNeeded = Array.isArray(options['required']) && options['required'].length > 0;
  const then = { properties: { options }, ...(isNeeded ? { required: ['options'] } : {}) };
  return { if: { properties: { uses: { const: name } }, required: ['uses'] }, then };
}

/** The schema at these keys; all of them are there, because `configSchema` says so. */
function at(schema: JsonSchema, ...keys: readonly string[]): JsonSchema {
  return keys.reduce<JsonSchema>((inner, key) => inner[key] as JsonSchema, schema);
}

function withoutRequired({ required: _required, ...schema }: JsonSchema): JsonSchema {
  return schema;
}
