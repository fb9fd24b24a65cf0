import type { TaskKind } from '../core/contracts.ts';
import { joinPath } from '../core/inputs.ts';
import type { CommandLine, Task, When } from '../core/task.ts';
import { toMilliseconds } from './duration.ts';
import { compileGlobs } from './globs.ts';
import type { CommandConfig, TaskConfig, WhenConfig } from './shape.ts';
import { splitCommand } from './words.ts';

/** Stopped and broken after this, where the config says nothing. */
const DEFAULT_TIMEOUT = '10m';

/** Something wrong under a key of a task. */
export interface TaskProblem {
  readonly key: string;
  readonly message: string;
}

/** Collects problems while a task is compiled. */
export type Complain = (problem: TaskProblem) => void;

/** Turns a task of the config into what a run needs: plain data, with everything in it that its kind adds. */
export function compileTask(
  at: { readonly tier: string; readonly name: string; readonly root: string },
  config: TaskConfig,
  kind: TaskKind | undefined,
  complain: Complain,
): Task {
  const options = config.options ?? {};
  const commands = commandsOf(config, kind, complain);
  const outputs = list(config.outputs);
  const usesArguments = [...commands.check, ...commands.fix].flat().some((word) => /\{(message|\d+)\}/.test(word));
  return {
    ...at,
    ...(config.uses === undefined ? {} : { uses: config.uses }),
    options,
    ...commands,
    ecosystem: kind?.type === 'tool' ? kind.tool.ecosystem : 'any',
    usesArguments,
    readsSnapshot: kind?.type === 'inspection',
    files: compileGlobs(list(config.files ?? kind?.files ?? '**'), list(config.exclude)),
    scope: config.scope ?? kind?.scope ?? 'project',
    inputs: compileGlobs([...(kind?.inputs ?? []), ...list(config.inputs)], []),
    env: config.env ?? [],
    passEnv: config.passEnv ?? [],
    outputs,
    coverage: list(config.coverage ?? (kind?.type === 'tool' ? kind.coverage?.(options) : undefined)),
    needs: config.needs ?? [],
    cwd: config.cwd === undefined ? at.root : inside(at.root, config.cwd, complain),
    timeout: toMilliseconds(config.timeout ?? DEFAULT_TIMEOUT),
    // A remembered pass would have to bring the outputs back, and the message is no file of the tree.
    cache: (config.cache ?? true) && outputs.length === 0 && !usesArguments,
    required: config.required ?? false,
    warn: config.warn ?? false,
    ...(config.when === undefined ? {} : { when: compileWhen(config.when) }),
  };
}

function commandsOf(config: TaskConfig, kind: TaskKind | undefined, complain: Complain): Pick<Task, 'check' | 'fix'> {
  if (kind !== undefined) {
    for (const key of ['run', 'fix'] as const) {
      if (config[key] !== undefined) complain({ key, message: `\`${key}\` and \`uses\` exclude each other` });
    }
    if (kind.type === 'inspection') return { check: [], fix: [] };
    const options = config.options ?? {};
    const args = Array.isArray(options['args']) ? options['args'].map(String) : [];
    const withArgs = (commands: readonly CommandLine[]) => commands.map((command) => appendArgs(command, args));
    return { check: withArgs(kind.check(options)), fix: withArgs(kind.fix?.(options) ?? []) };
  }
  if (config.run === undefined && config.fix === undefined) {
    complain({ key: '', message: 'needs a command: `run`, `fix`, or a kind under `uses`' });
  }
  return { check: split('run', config.run, complain), fix: split('fix', config.fix, complain) };
}

/** Arguments of the user go before the files, and before the `--` that announces them. */
function appendArgs(command: CommandLine, args: readonly string[]): CommandLine {
  const files = command.findIndex((word) => word === '--' || word === '{files}');
  return files === -1 ? [...command, ...args] : [...command.slice(0, files), ...args, ...command.slice(files)];
}

function split(key: string, command: CommandConfig | undefined, complain: Complain): readonly CommandLine[] {
  if (command === undefined) return [];
  const lines = typeof command === 'string' ? [splitCommand(command)] : isNested(command) ? command : [command];
  return lines.flatMap((line) => {
    if ('problem' in line) complain({ key, message: line.problem });
    else if (line.some((word) => word !== '{files}' && word.includes('{files}'))) {
      complain({ key, message: '`{files}` must be an argument of its own: it becomes one argument per file' });
    } else return [line];
    return [];
  });
}

function isNested(
  command: readonly string[] | readonly (readonly string[])[],
): command is readonly (readonly string[])[] {
  return Array.isArray(command[0]);
}

function inside(root: string, cwd: string, complain: Complain): string {
  const parts = cwd.split('/').filter((part) => part !== '' && part !== '.');
  if (cwd.startsWith('/') || parts.includes('..')) {
    complain({ key: 'cwd', message: `\`${cwd}\` leads out of the config's folder` });
    return root;
  }
  return parts.length === 0 ? root : joinPath(root, parts.join('/'));
}

function compileWhen({ branches, not }: WhenConfig): When {
  return {
    ...(branches === undefined ? {} : { branches: compileGlobs(branches, []) }),
    ...(not === undefined ? {} : { not }),
  };
}

function list(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : [value].flat();
}
