import type { AffectedTests } from '../../core/affected-tests.ts';
import type { AffectedCommands } from '../../core/contracts/affected-tests.ts';
import type { Options } from '../../core/contracts/schema.ts';
import type { TaskKind } from '../../core/contracts/tasks.ts';
import { errorMessage } from '../../core/errors.ts';
import type { CommandLine, Task } from '../../core/task.ts';
import { compileGlobs, globProblem } from '../globs.ts';
import type { CommandConfig, TaskConfig } from '../shape.ts';
import { splitCommand } from '../words.ts';

/** Something wrong under a key of a task; under the task itself when the key is empty. */
export interface TaskProblem {
  readonly key: string;
  readonly message: string;
}

/** Collects problems while a task is compiled. */
export type Complain = (problem: TaskProblem) => void;

/** The commands of a task: its own ones, or those of its kind. */
export type Commands = Pick<Task, 'check' | 'checkBy' | 'affected' | 'fix'>;

/** The commands that a task writes out itself. */
export function ownCommands(config: TaskConfig, complain: Complain): Commands {
  if (config.run === undefined && config.fix === undefined) {
    complain({ key: '', message: 'needs a command: `run`, `fix`, or a kind under `uses`' });
  }
  return { check: readCommands('run', config.run, complain), fix: readCommands('fix', config.fix, complain) };
}

/** The commands of a kind, with the user's arguments. The options have been checked; a kind of the project may fail nevertheless. */
export function kindCommands(kind: TaskKind, options: Options, complain: Complain): Commands {
  if (kind.type === 'inspection') return { check: [], fix: [] };
  const args = Array.isArray(options['args']) ? options['args'].map(String) : [];
  try {
    const affected = kind.affected?.(options);
    const [check, fix] = [kind.check(options), kind.fix?.(options) ?? []];
    const by = Object.entries(kind.checkBy?.(options) ?? {});
    if (![check, fix, affected?.check ?? [], ...by.map(([, lines]) => lines)].every(isCommands)) {
      throw new Error('its commands are no lists of words');
    }
    const checkBy = Object.fromEntries(by.map(([source, lines]) => [source, withArgs(lines, args)]));
    return {
      check: withArgs(check, args),
      fix: withArgs(fix, args),
      ...(by.length === 0 ? {} : { checkBy }),
      ...(affected === undefined ? {} : { affected: compileAffected(affected, args, complain) }),
    };
  } catch (error) {
    complain({ key: 'uses', message: `the kind failed: ${errorMessage(error)}` });
    return { check: [], fix: [] };
  }
}

function compileAffected(
  { check, sources, exceptions, always }: AffectedCommands,
  args: readonly string[],
  complain: Complain,
): AffectedTests {
  for (const glob of always) {
    const problem = globProblem(glob);
    if (problem !== undefined) complain({ key: 'options', message: `\`${glob}\` ${problem}` });
  }
  return { check: withArgs(check, args), sources: compileGlobs(sources, exceptions), always: compileGlobs(always, []) };
}

function isCommands(commands: unknown): boolean {
  const isLine = (line: unknown) =>
    Array.isArray(line) && line.length > 0 && line.every((word) => typeof word === 'string');
  return Array.isArray(commands) && commands.every(isLine);
}

/** Where a kind says which of its commands takes arguments of the user, the others take none. */
function withArgs(commands: readonly CommandLine[], args: readonly string[]): readonly CommandLine[] {
  if (!commands.some((command) => command.includes('{args}'))) return commands.map((one) => appendArgs(one, args));
  return commands.map((command) => command.flatMap((word) => (word === '{args}' ? args : [word])));
}

/** Arguments of the user go before the files, and before the `--` that announces them. */
function appendArgs(command: CommandLine, args: readonly string[]): CommandLine {
  const files = command.findIndex((word) => word === '--' || word === '{files}' || word.endsWith('{changed}'));
  return files === -1 ? [...command, ...args] : [...command.slice(0, files), ...args, ...command.slice(files)];
}

function readCommands(key: string, command: CommandConfig | undefined, complain: Complain): readonly CommandLine[] {
  if (command === undefined) return [];
  return toLines(command).flatMap((line) => {
    const problem = 'problem' in line ? line.problem : problemOf(line);
    if (problem === undefined) return 'problem' in line ? [] : [line];
    complain({ key, message: problem });
    return [];
  });
}

function toLines(command: CommandConfig): readonly ReturnType<typeof splitCommand>[] {
  if (typeof command === 'string') return [splitCommand(command)];
  return isNested(command) ? command : [command];
}

function isNested(
  command: readonly string[] | readonly (readonly string[])[],
): command is readonly (readonly string[])[] {
  return Array.isArray(command[0]);
}

function problemOf(line: CommandLine): string | undefined {
  if (line.some((word) => word.includes('\0'))) return 'a command cannot hold a NUL character';
  if (line.some((word) => word !== '{files}' && word.includes('{files}'))) {
    return '`{files}` must be an argument of its own: it becomes one argument per file';
  }
  return line[0] === '' || line[0] === '{files}' ? 'a command begins with the name of a program' : undefined;
}
