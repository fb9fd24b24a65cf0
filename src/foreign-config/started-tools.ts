import type { MigrationSite } from '../core/contracts/migrations.ts';
import { behindRunner, scriptName, scriptsOf } from './runners.ts';
import { type ShellCommand, shellCommands } from './shell-commands.ts';

/** A tool that a command starts, and whose own config says what it does. */
export interface StartedTool {
  /** The entry of `src/migrations`. */
  readonly entry: string;
  /** Options of the command that decide what it does, and that nobody reads. */
  readonly options: readonly string[];
}

/** Options of lint-staged with which it does something else than its config in its place says. */
const DECIDING = /^(?:-c|--config|--cwd|--diff|--diff-filter)(?:=|$)/;

/** The tool that the command starts; undefined: it is a check of its own. */
export function startedTool(argv: readonly string[]): StartedTool | undefined {
  const [program = '', ...args] = behindRunner(argv);
  const name = program.split('/').at(-1) ?? '';
  if (name === 'lint-staged') return { entry: name, options: args.filter((word) => DECIDING.test(word)) };
  const runsHook = (name === 'lefthook' || name === 'pre-commit') && args[0] === 'run';
  return runsHook ? { entry: name, options: [] } : undefined;
}

/** The commands of a script of package.json that starts such a tool, in place of the command that runs the script. */
export function insideScript(command: ShellCommand, site: MigrationSite): readonly ShellCommand[] | undefined {
  if (command.type === 'shell' || command.folder !== '' || command.variables.length > 0) return undefined;
  const text = scriptsOf(site).get(scriptName(command.argv) ?? '') ?? '';
  if (!/\b(?:lint-staged|lefthook run|pre-commit run)\b/.test(text)) return undefined;
  return shellCommands(text);
}
