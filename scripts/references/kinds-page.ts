import type { TaskKind, ToolKind } from '../../src/core/contracts/tasks.ts';
import type { CommandLine } from '../../src/core/task.ts';
import type { JsonSchema } from './json-schema.ts';
import { keysOf, keyTable } from './keys.ts';
import { code, codes, table } from './markdown.ts';

const HEAD = `# Kinds of tasks

<!-- Written by \`npm run docs\` from the kinds themselves. Change src/tasks, not this file. -->

What \`uses\` may say, what each kind is about unless the task says otherwise, what it runs, and its \`options\`.
[Presets](presets.md) says what the end of each tool means, and when \`init\` proposes it.
The keys that every task has are in [the config](config.md#a-task).

In commands \`{files}\` stands for the changed files, or all where the scope is \`project\` and the tool wants names, and \`{scratch}\` for an empty folder that goes again.
\`args\` are put before the files, or at the end.
`;

/** Pages that have more to say of a kind than \`presets.md\`, or in its place. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  'ci-check': ['[CI](ci.md#drift)'],
  'code-blocks': ['[code blocks](presets.md#code-blocks)'],
  'commit-message': ['[commit messages](presets.md#commit-messages)'],
  'doc-links': ['[links](doc-links.md)', '[links to other sites](external-links.md)'],
  jest: ['[presets](presets.md)', '[affected tests](affected-tests.md)', '[coverage](coverage.md)'],
  'lint-staged': ['[recipes](recipes.md)'],
  pytest: ['[presets](presets.md)', '[affected tests](affected-tests.md)', '[coverage](coverage.md)'],
  smoke: ['[smoke tests](smoke.md)'],
  vitest: ['[presets](presets.md)', '[affected tests](affected-tests.md)', '[coverage](coverage.md)'],
};

/** The page of all kinds, sorted by name. */
export function kindsPage(kinds: ReadonlyMap<string, TaskKind>, schema: JsonSchema): string {
  const all = table(
    ['kind', 'does'],
    [...kinds].map(([name, { summary }]) => [`[${code(name)}](#${name})`, lowerFirst(summary)]),
  );
  const sections = [...kinds].map(([name, kind]) => kindText(name, kind, optionsOf(schema, name)));
  return [HEAD, `${all}\n`, ...sections].join('\n');
}

function optionsOf({ definitions }: JsonSchema, name: string): JsonSchema {
  const rule = definitions?.['kinds']?.allOf?.find((one) => one.if?.properties?.['uses']?.const === name);
  const options = rule?.then?.properties?.['options'];
  if (options === undefined) throw new Error(`the schema has no options of ${name}`);
  return options;
}

function kindText(name: string, kind: TaskKind, schema: JsonSchema): string {
  const facts = [...aboutFacts(kind), ...(kind.type === 'tool' ? toolFacts(name, kind, schema) : [])];
  const keys = keysOf(schema, () => false);
  const options = keys.length === 0 ? 'It has no options.' : keyTable(keys, name, () => undefined);
  const more = (PAGES[name] ?? ['[presets](presets.md)']).join(', ');
  const list = facts.map(([what, value]) => `- ${what}: ${value}`).join('\n');
  return `## ${name}\n\n${sentence(kind.summary)}\nMore: ${more}.\n\n${list}\n\n${options}\n`;
}

type Fact = readonly [what: string, value: string];

function aboutFacts(kind: TaskKind): readonly Fact[] {
  if (kind.type === 'inspection' && kind.readsMessage)
    return [['about', 'the message of the commit; never remembered']];
  if (kind.type === 'inspection' && kind.looksElsewhere) return [['about', 'what runs elsewhere; never remembered']];
  const reach = kind.type === 'tool' && kind.reach !== undefined && kind.scope === 'file';
  return [
    ['files', kind.files.length === 0 ? 'none of its own' : codes(kind.files)],
    ['scope', reach ? '`file`, or `project` where its settings look at other files' : code(kind.scope)],
    ...(kind.inputs.length === 0 ? [] : [['depends also on', codes(kind.inputs)] as const]),
  ];
}

function toolFacts(name: string, kind: ToolKind, schema: JsonSchema): readonly Fact[] {
  // Options that it cannot do without stand for themselves.
  const options = Object.fromEntries((schema.required ?? []).map((option) => [option, `<${option}>`]));
  const { tool, scanner, coverage } = kind;
  const isOurs = tool.program.startsWith('{');
  const reports = coverage?.(options) ?? [];
  return [
    ['tool', isOurs ? 'comes with the package' : identity(kind)],
    ...(isOurs ? [] : commandFacts('check', kind.check(options))),
    ...(isOurs ? [] : commandFacts('fix', kind.fix?.(options) ?? [])),
    ...(scanner === undefined ? [] : [['report for the findings gate', code(`{scratch}/${name}.json`)] as const]),
    ...(reports.length === 0 ? [] : [['coverage', codes(reports)] as const]),
    ...holdFacts(kind.holds?.(options)),
  ];
}

function identity({ tool }: ToolKind): string {
  if (tool.ecosystem === 'any') return `${code(tool.program)}: ${code(tool.install)}`;
  return `${code(tool.program)}, of the ${tool.ecosystem === 'node' ? 'npm' : 'Python'} package ${code(tool.package)}`;
}

function commandFacts(what: string, commands: readonly CommandLine[]): readonly Fact[] {
  return commands.map((words) => [what, code(words.map(quoted).join(' '))]);
}

function quoted(word: string): string {
  return /[\s"']/.test(word) ? `'${word}'` : word;
}

function holdFacts(holds: number | undefined): readonly Fact[] {
  if (holds === undefined) return [];
  const hours = holds / 3_600_000;
  return [
    [
      'a pass counts',
      holds === 0 ? 'not beyond the run' : hours === 1 ? 'until the hour ends' : 'until the day ends, UTC',
    ],
  ];
}

function sentence(summary: string): string {
  return /[.!]$/.test(summary) ? summary : `${summary}.`;
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
