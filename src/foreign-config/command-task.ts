import type { MigrationSite } from '../core/contracts/migrations.ts';
import type { Options } from '../core/contracts/schema.ts';
import { alwaysRuns, withHookArguments } from './hook-arguments.ts';
import { presetFor } from './presets.ts';
import { isThreshold, thresholdIn } from './pytest-command.ts';
import { isKnownToLook, isRewritingScript, rewritingOf } from './rewriting.ts';
import { localCommand, scriptName, scriptsOf } from './runners.ts';
import { startedTool } from './started-tools.ts';
import { nameOfCommand } from './task-name.ts';

/** A command of another tool. */
export interface ForeignCommand {
  /** Program and arguments; `{files}` is a word of its own, `{1}` and `{@}` are arguments of the hook. */
  readonly argv: readonly string[];
  /** Variables that it is started with: `NAME=value`. */
  readonly variables?: readonly string[];
  readonly on: readonly string[];
  /** Keys that the task has besides: which files it is about, where it runs, and so on. */
  readonly keys: Options;
  /** Whether its tool says that what it rewrites becomes part of the commit. */
  readonly isFixer?: boolean;
}

/** What became of it. */
export interface CommandTask {
  readonly name: string;
  readonly task: Options;
  readonly gates?: Readonly<Record<string, Options>>;
  readonly notes: readonly string[];
  readonly starts?: string;
}

/** A task that does what the command does: by a kind of ours where that does the same, else by the command itself. */
export function taskOfCommand(command: ForeignCommand, site: MigrationSite): CommandTask {
  const { on, variables = [], keys } = command;
  const argv = withHookArguments(localCommand(command.argv, site), on);
  const name = nameOfCommand(argv);
  const started = startedTool(command.argv) ?? onlyStarted(command.argv, site);
  if (started !== undefined) {
    const lost = started.options.length === 0 ? [] : [`its options are not read: ${started.options.join(' ')}`];
    return { name: started.entry, task: {}, notes: lost, starts: started.entry };
  }
  const preset = variables.length === 0 ? presetOf(argv, keys, site) : undefined;
  if (preset !== undefined) {
    const { uses, options, gates, notes } = preset;
    const task = { uses, ...(options === undefined ? {} : { options }), ...keysFor(uses, keys) };
    return { name, task, ...(gates === undefined ? {} : { gates }), notes };
  }
  const prefix = variables.length === 0 ? [] : ['env', ...variables];
  const measured = withGate(argv, site);
  const commands = commandsOf(measured.argv, prefix, command, site);
  const words = [commands.run ?? [], commands.fix ?? []].flat();
  return {
    name,
    task: { ...commands, ...keys, ...measured.keys, ...alwaysRuns(words, on) },
    ...(measured.gates === undefined ? {} : { gates: measured.gates }),
    notes: measured.notes,
  };
}

/** The tool that a script of package.json starts, and does nothing besides. */
function onlyStarted(argv: readonly string[], site: MigrationSite) {
  const text = scriptsOf(site).get(scriptName(argv) ?? '') ?? '';
  return /[&|;<>$`\n]/.test(text) ? undefined : startedTool(text.trim().split(/\s+/));
}

/** Tests and types may depend on any file: what a hook was started by says less than the kind does itself. */
function keysFor(uses: string, { files, exclude, ...keys }: Options): Options {
  if (uses === 'pytest' || uses === 'tsc') return keys;
  return { ...(files === undefined ? {} : { files }), ...(exclude === undefined ? {} : { exclude }), ...keys };
}

/** A kind of ours is about the whole config; in a folder of it the command runs as it did. */
function presetOf(argv: readonly string[], keys: Options, site: MigrationSite) {
  if (keys['cwd'] !== undefined) return undefined;
  const folders = new Set([...site.files].flatMap(foldersOf));
  return presetFor({
    argv: argv.filter((word) => word !== '{files}'),
    takesFiles: argv.includes('{files}'),
    isMeasuredByConfig: isMeasuredByConfig(site),
    isPath: (word) => word === '.' || site.files.has(plainPath(word)) || folders.has(plainPath(word)),
  });
}

function isMeasuredByConfig({ read }: MigrationSite): boolean {
  return ['pyproject.toml', 'pytest.ini', 'tox.ini', 'setup.cfg'].some((file) =>
    /--cov(?![-\w])/.test(read(file) ?? ''),
  );
}

function plainPath(word: string): string {
  return word.replace(/^\.\//, '').replace(/\/$/, '');
}

function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

interface Commands {
  readonly run?: readonly string[];
  readonly fix?: readonly string[];
}

function commandsOf(
  argv: readonly string[],
  prefix: readonly string[],
  { isFixer, on }: ForeignCommand,
  site: MigrationSite,
): Commands {
  const rewriting = rewritingOf(argv);
  const script = scriptsOf(site).get(scriptName(argv) ?? '') ?? '';
  const started = [...prefix, ...argv];
  const isLate = !on.includes('pre-commit') && on.length > 0;
  if (rewriting !== undefined) {
    const run = rewriting.run === undefined ? {} : { run: [...prefix, ...rewriting.run] };
    return isLate && rewriting.run === undefined ? { run: started } : { ...run, fix: [...prefix, ...rewriting.fix] };
  }
  const isWriting = (isFixer === true && !isKnownToLook(argv)) || isRewritingScript(script);
  return isWriting && !isLate ? { fix: started } : { run: started };
}

/** The limit of pytest-cov as a gate of ours, for a command that no kind stands for: it reads the report that is asked for. */
function withGate(
  argv: readonly string[],
  site: MigrationSite,
): Pick<CommandTask, 'gates' | 'notes'> & { readonly argv: readonly string[]; readonly keys: Options } {
  const limit = thresholdIn(argv);
  if (limit === undefined) return { argv, keys: {}, notes: [] };
  const kept = argv.filter((word, index) => !isThreshold(word, argv[index - 1]));
  const measures = isMeasuredByConfig(site) || kept.some((word) => /^--cov(?:=|$)/.test(word));
  const report = '{scratch}/coverage.json';
  return {
    argv: [...kept, ...(measures ? [] : ['--cov']), `--cov-report=json:${report}`, '--cov-fail-under=0'],
    keys: { coverage: report },
    gates: { coverage: { lines: limit } },
    notes: [`--cov-fail-under=${limit} is the gate \`coverage\` now, which does not round`],
  };
}
