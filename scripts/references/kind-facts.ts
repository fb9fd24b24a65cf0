import type { TaskKind, ToolKind } from '../../src/core/contracts/tasks.ts';
import type { Viewed } from '../../src/core/files.ts';
import type { CommandLine } from '../../src/core/task.ts';
import { code, codes } from './markdown.ts';

/** One line of a list. */
export type Fact = readonly [what: string, value: string];

/** Which files it is about, and what its passes depend on. */
export function aboutFacts(kind: TaskKind): readonly Fact[] {
  if (kind.type === 'inspection' && kind.readsMessage)
    return [['about', 'the message of the commit; never remembered']];
  if (kind.type === 'inspection' && kind.looksElsewhere) return [['about', 'what runs elsewhere; never remembered']];
  const reach = kind.type === 'tool' && kind.reach !== undefined && kind.scope === 'file';
  return [
    ['files', kind.files.length === 0 ? 'none of its own' : codes(kind.files)],
    [
      'scope',
      reach
        ? '`file`: each file by itself; `project`, all together, where its settings look at other files'
        : kind.scope === 'file'
          ? '`file`: each file by itself'
          : '`project`: all files together',
    ],
  ];
}

/** What it reads besides: configs, lock files, variables. */
export function readFacts(kind: TaskKind): readonly Fact[] {
  const tool = kind.type === 'tool' ? kind : undefined;
  return [
    ...(kind.inputs.length === 0 ? [] : [['reads also', codes(kind.inputs)] as const]),
    ...(tool?.reach === undefined || tool.reach.inputs.length === 0
      ? []
      : [['with scope `project` also', codes(tool.reach.inputs)] as const]),
    ...(tool?.above === undefined ? [] : [['from folders above the repository', codes(tool.above)] as const]),
    ...(tool?.own === undefined ? [] : [["from the user's own folders", codes(tool.own)] as const]),
    ...(kind.aboutConfigs ? [['reads also', 'all configs'] as const] : []),
  ];
}

/** What is judged, for tools that ask git and not the disk. */
const VIEWED: Readonly<Record<Viewed, string>> = {
  index: 'what is staged',
  worktree: 'the files on disk',
  commit: 'a commit',
  all: 'everything',
};

/** What is known of a kind besides itself. */
interface Besides {
  /** Options that it cannot do without, which stand for themselves. */
  readonly needed: readonly string[];
  /** What a program of ours checks, in words. */
  readonly ours: string | undefined;
}

/** What it starts in both forms, and what comes of it. */
export function runFacts(name: string, kind: TaskKind, { needed, ours = '' }: Besides): readonly Fact[] {
  if (kind.type === 'inspection') {
    const mends =
      kind.mends === undefined ? 'nothing is rewritten' : 'rewrites what it can mend, where its options say so';
    return [
      ['check', `in our process${kind.readsMessage || kind.looksElsewhere ? '' : ', on what git has of the files'}`],
      ['fix', mends],
    ];
  }
  const options = Object.fromEntries(needed.map((option) => [option, `<${option}>`]));
  const isOurs = kind.tool.program.startsWith('{');
  const reports = kind.coverage?.(options) ?? [];
  return [
    ['tool', isOurs ? 'comes with the package' : identity(kind)],
    ...(isOurs ? [['check', ours] as const] : commandFacts('check', kind.check(options))),
    ...Object.entries(kind.checkBy?.(options) ?? {}).flatMap(([viewed, commands]) =>
      commandFacts(`check of ${VIEWED[viewed as Viewed]}`, commands),
    ),
    ...(isOurs ? [] : fixFacts(kind.fix?.(options) ?? [])),
    ...(kind.scanner === undefined ? [] : [['report for the findings gate', code(`{scratch}/${name}.json`)] as const]),
    ...(reports.length === 0 ? [] : [['coverage', codes(reports)] as const]),
    ...holdFacts(kind.holds?.(options)),
  ];
}

function identity({ tool }: ToolKind): string {
  if (tool.ecosystem === 'any') return `${code(tool.program)}; ${tool.install}`;
  return `${code(tool.program)}, of the ${tool.ecosystem === 'node' ? 'npm' : 'Python'} package ${code(tool.package)}`;
}

function fixFacts(commands: readonly CommandLine[]): readonly Fact[] {
  return commands.length === 0 ? [['fix', 'it rewrites nothing']] : commandFacts('fix', commands);
}

function commandFacts(what: string, commands: readonly CommandLine[]): readonly Fact[] {
  return commands.map((words) => [what, code(words.map(quoted).join(' '))]);
}

function quoted(word: string): string {
  return /[\s"']/.test(word) ? `'${word}'` : word;
}

function holdFacts(holds: number | undefined): readonly Fact[] {
  if (holds === undefined) return [];
  const isHour = holds === 3_600_000;
  const end = holds === 0 ? 'not beyond the run' : isHour ? 'until the hour ends' : 'until the day ends, UTC';
  return [['a pass counts', end]];
}
