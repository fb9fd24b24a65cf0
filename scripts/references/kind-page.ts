import type { TaskKind, ToolKind } from '../../src/core/contracts/tasks.ts';
import type { JsonSchema } from './json-schema.ts';
import { keysOf, keyTable } from './keys.ts';
import { exampleOf } from './kind-examples.ts';
import { aboutFacts, type Fact, readFacts, runFacts } from './kind-facts.ts';
import { rowsOf } from './tables.ts';

const NOTE =
  '<!-- Written by `npm run docs` from the kind itself, and its row in presets.md. Change these, not this file. -->';

/** What is known of all kinds together. */
export interface KindSources {
  /** The schema of the config. */
  readonly schema: JsonSchema;
  /** The page of presets, whose tables have a row for each kind. */
  readonly presets: string;
}

/** Pages that have more to say of a kind. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  'ci-check': ['[CI](../ci.md#drift)'],
  'code-blocks': ['[code blocks](../presets.md#code-blocks)'],
  'commit-message': ['[commit messages](../presets.md#commit-messages)'],
  'doc-links': ['[links](../doc-links.md)', '[links to other sites](../external-links.md)'],
  jest: ['[affected tests](../affected-tests.md)', '[coverage](../coverage.md)'],
  'lint-staged': ['[recipes](../recipes.md#keep-a-lint-staged-config)'],
  pytest: ['[affected tests](../affected-tests.md)', '[coverage](../coverage.md)'],
  smoke: ['[smoke tests](../smoke.md)'],
  vitest: ['[affected tests](../affected-tests.md)', '[coverage](../coverage.md)'],
};

/** The page of one kind. Throws where presets.md has no row on it. */
export function kindPage(name: string, kind: TaskKind, { schema, presets }: KindSources): string {
  const options = optionsOf(schema, name);
  const cells: Cells = Object.assign({}, ...rowsOf(presets, name));
  const scanners = kind.type === 'tool' && kind.scanner !== undefined ? '#scanners' : '';
  const more = PAGES[name] ?? [`[presets](../presets.md${scanners})`];
  const keys = keysOf(options, () => false);
  return [
    `# ${name}\n\n${NOTE}\n\n${sentence(kind.summary)}\nMore: ${[...more, '[all kinds](../kinds.md)'].join(', ')}.\n`,
    section('Example', exampleOf(name, kind)),
    section('What it is about', list([...aboutFacts(kind), ...readFacts(kind)])),
    section(
      'What it runs',
      explained(list(runFacts(name, kind, { needed: options.required ?? [], ours: cells['check'] }))),
    ),
    section('How it ends', endText(name, kind, cells)),
    section('Options', keys.length === 0 ? 'It has none.' : keyTable(keys, name, () => undefined)),
  ].join('\n');
}

/** Cells of the tables of presets.md, by the heads of their columns. */
type Cells = Readonly<Record<string, string>>;

/** What stands for something in commands. */
function explained(commands: string): string {
  const told = [
    ...(commands.includes('{files}')
      ? ['`{files}` stands for the changed files, or for all where the scope is `project`; `args` are put before them.']
      : []),
    ...(commands.includes('{range}') ? ['`{range}` stands for the commits that are new in it.'] : []),
    ...(commands.includes('{scratch}') ? ['`{scratch}` is an empty folder that goes again.'] : []),
  ];
  return told.length === 0 ? commands : `${commands}\n\n${told.join('\n')}`;
}

function section(title: string, text: string): string {
  return `## ${title}\n\n${text}\n`;
}

function list(facts: readonly Fact[]): string {
  return facts.map(([what, value]) => `- ${what}: ${value}`).join('\n');
}

function optionsOf({ definitions }: JsonSchema, name: string): JsonSchema {
  const rule = definitions?.['kinds']?.allOf?.find((one) => one.if?.properties?.['uses']?.const === name);
  const options = rule?.then?.properties?.['options'];
  if (options === undefined) throw new Error(`the schema has no options of ${name}`);
  return options;
}

/** What its codes mean, where its findings are read, when `init` proposes it, and with which versions it was tried. */
function endText(name: string, kind: TaskKind, cells: Cells): string {
  const ends = (cells['passed / failed / broken'] ?? '').split(' / ');
  if (ends[0] === '' || ![1, 3].includes(ends.length)) throw new Error(`docs/presets.md does not say how ${name} ends`);
  const [passed, failed, broken = ''] = ends.length === 1 ? [] : ends;
  const told: readonly (readonly [what: string, value: string | undefined])[] = [
    ['judged', ends.length === 1 ? ends[0] : undefined],
    ['passed', passed],
    ['failed', failed],
    ['broken', broken === 'else' ? 'anything else' : broken.replace(/^else/, 'anything else')],
    ['what it found', kind.type === 'tool' ? foundIn(kind) : undefined],
    ['`init` proposes it', cells['`init` proposes it']],
    ['tried with', cells['with']],
    ['tried by samples of its output', cells['only by samples']],
  ];
  const facts = list(told.flatMap(([what, value]) => (value ? [[what, value] as const] : [])));
  const isByCode = /^\d/.test(passed ?? '');
  return isByCode ? `Numbers are codes that it ends with; one that is not listed is broken.\n\n${facts}` : facts;
}

function foundIn(kind: ToolKind): string {
  const files = (kind.results?.({}) ?? []).map((file) => `\`${file}\``);
  if (files.length > 0) return `is read from ${files.join(', ')}`;
  if (kind.scanner !== undefined) return 'is read from the report that it prints, which is kept nowhere';
  return 'is read from what it prints';
}

function sentence(summary: string): string {
  return /[.!]$/.test(summary) ? summary : `${summary}.`;
}
