import type { JsonSchema } from './json-schema.ts';
import { keysOf, keyTable } from './keys.ts';

/** A part of the page: an object of the config. */
interface Section {
  readonly title: string;
  /** What names of places in it begin with. */
  readonly prefix: string;
  readonly schema: JsonSchema;
  /** Keys that have sections of their own, with the titles of these. */
  readonly apart: Readonly<Record<string, readonly string[]>>;
  readonly text: string;
}

const HEAD = `# The config, key by key

<!-- Written by \`npm run docs\` from the schema that validates a config. Change src/config, not this file. -->

Every key that a config may have, with its type, its default and what it means.
The same is in \`schema.json\`, which editors read where the config begins with \`"$schema": "./node_modules/lattice-hooks/schema.json"\`.
The [README](../README.md#the-config) says how the parts go together, [kinds](kinds.md) has the options of each kind of task, and [commands](commands.md) the command line.

A *duration* is a text such as \`"500ms"\`, \`"5s"\`, \`"2m"\` or \`"1h"\`, below 100 hours.
A *trigger* is the name of a git hook on the client, or \`pull_request\`, \`merge_group\`, \`push:BRANCH\`, \`schedule:CRON\` or \`manual\`.
Globs are relative to the folder of the config; \`*\` stays in a folder, and \`**\` goes through folders.
An unknown key is an error, and so is a value of another type.
`;

/** Where to read on. */
const NEXT = 'Next: [doctor](doctor.md), what keeps hooks from running.\n';

const TEXTS = {
  top: 'A config needs `tiers`, and each of these `tasks`, unless it builds on another one by `extends`.',
  tier: 'What stands under `tiers`, by a name of your own.',
  task: 'What stands under the `tasks` of a tier, by a name of your own.\nA task has `run`, `fix` or both; or `uses`, with `options`.',
  coverage:
    'What stands under `gates.coverage` of a tier.\n[Coverage](coverage.md) says what is judged, and how.\nA threshold is a percentage from 0 to 100, as a number or a decimal text, or a negative whole number: how many may be uncovered.',
  findings: 'What stands under `gates.findings` of a tier.\n[Findings](findings.md) says what is judged, and how.',
  ci: 'What stands under `ci` at the top.\n[CI](ci.md) says what becomes of it.\nUnder `tiers` stand the names of tiers, each with those of these keys that a runner is chosen and made ready by.',
  shared:
    'What stands under `shared` at the top.\n[Shared results](shared-results.md) says what comes of it, and which keys each store takes besides.',
  deploy: 'What stands under `ci.deploy`.\n[Deployments](deploy.md) says what becomes of it.',
};

/** The page of all keys but those of kinds. */
export function configPage(schema: JsonSchema): string {
  return [HEAD, ...sectionsOf(schema).map(sectionText), NEXT].join('\n');
}

function sectionsOf(schema: JsonSchema): readonly Section[] {
  const tier = at(schema, 'tiers').additionalProperties as JsonSchema;
  const task = at(tier, 'tasks').additionalProperties as JsonSchema;
  const gates = at(tier, 'gates');
  const objects = Object.entries(schema.properties ?? {}).filter(([, { properties }]) => properties !== undefined);
  const names = Object.fromEntries(objects.map(([key]) => [key, [`The key ${key}`]]));
  return [
    section('Top level', 'top', schema, TEXTS.top, { ...names, tiers: ['A tier'] }),
    section('A tier', 'tier', tier, TEXTS.tier, {
      ...{ tasks: ['A task'], 'gates.coverage': ['The coverage gate'], 'gates.findings': ['The findings gate'] },
    }),
    section('A task', 'task', task, TEXTS.task, {}),
    section('The coverage gate', 'coverage', at(gates, 'coverage'), TEXTS.coverage, {}),
    section('The findings gate', 'findings', at(gates, 'findings'), TEXTS.findings, {}),
    ...objects.flatMap(([key, one]) => objectSections(key, one)),
  ];
}

/** The section of an object at the top, and of a deployment in it for each place where it may go. */
function objectSections(key: string, schema: JsonSchema): readonly Section[] {
  const title = `The key ${key}`;
  if (key === 'shared') return [section(title, key, schema, TEXTS.shared, {})];
  if (key !== 'ci') return [section(title, key, schema, `What stands under \`${key}\` at the top.`, {})];
  const places = at(schema, 'deploy').oneOf ?? at(schema, 'deploy').anyOf ?? [];
  const deploys = places.map((one) => {
    const to = String(at(one, 'to').const);
    return section(`A deployment to ${to}`, to, one, TEXTS.deploy, {});
  });
  return [
    section(title, key, schema, TEXTS.ci, { tiers: [title], deploy: deploys.map((one) => one.title) }),
    ...deploys,
  ];
}

function section(title: string, prefix: string, schema: JsonSchema, text: string, apart: Section['apart']): Section {
  return { title, prefix, schema, apart, text };
}

function sectionText({ title, prefix, schema, apart, text }: Section): string {
  const keys = keysOf(schema, (path) => path in apart);
  const more = (path: string) => apart[path]?.map((one) => `[${lowerFirst(one)}](#${slug(one)})`).join(' or ');
  return `## ${title}\n\n${text}\n\n${keyTable(keys, prefix, more)}\n`;
}

function lowerFirst(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1);
}

/** As GitHub makes it of a heading of letters, spaces and hyphens. */
function slug(title: string): string {
  return title.toLowerCase().replaceAll(' ', '-');
}

/** Throws where there is no such key: the page would lack what the schema has. */
function at(schema: JsonSchema, key: string): JsonSchema {
  const found = schema.properties?.[key];
  if (found === undefined) throw new Error(`the schema has no key ${key} any more`);
  return found;
}
