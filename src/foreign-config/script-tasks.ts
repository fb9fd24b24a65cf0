import { join } from 'node:path/posix';
import type { CarriedTask, MigrationSite } from '../core/contracts/migrations.ts';
import type { Options } from '../core/contracts/schema.ts';
import { taskOfCommand } from './command-task.ts';
import { alwaysRuns, argumentsForShell } from './hook-arguments.ts';
import { type ShellCommand, shellCommands, withoutHeader } from './shell-commands.ts';
import { insideScript } from './started-tools.ts';

/** A script that a hook runs, and ends at the first failure of. */
export interface HookScript {
  readonly hook: string;
  readonly text: string;
  readonly was: string;
  readonly place: string;
  /** The file that it is, relative to the top of the repository; undefined for a text of a config. */
  readonly file?: string;
  /** Folder that it runs in, relative to the top; empty: there. */
  readonly folder?: string;
}

const SHELL_NOTE = 'only a shell understands it, so a shell runs it';

/** The commands of a script as tasks, one after the other as in the script; where it cannot be taken apart, one task. */
export function scriptTasks(script: HookScript, site: MigrationSite): readonly CarriedTask[] {
  const read = shellCommands(script.text);
  if (read === undefined) return [wholeScript(script)];
  const commands = read.flatMap((command) => insideScript(command, site) ?? [command]);
  return commands.map((command, index) => {
    const task = command.type === 'shell' ? shellTask(command, script) : plainTask(command, script, site);
    return index === 0 ? task : { ...task, follows: true as const };
  });
}

function plainTask(
  command: Extract<ShellCommand, { type: 'plain' }>,
  script: HookScript,
  site: MigrationSite,
): CarriedTask {
  const keys: Options = { ...cwdOf(command, script), ...(command.mayFail ? { warn: true } : {}) };
  const { argv, variables } = command;
  const made = taskOfCommand({ argv, variables, on: [script.hook], keys }, site);
  const { was, place } = script;
  return { ...made, was: `${was}: ${argv.join(' ')}`, place, on: [script.hook] };
}

/** One line with a pipe, a variable or the like. With variables its outcome may be another one each time. */
function shellTask(command: ShellCommand & { readonly type: 'shell' }, script: HookScript): CarriedTask {
  const { text } = command;
  const run = ['sh', '-c', text, ...argumentsForShell([script.hook])];
  const isOpen = /[$`]/.test(text.replace(/\$(?:\d|@|\*|\{\d\})/g, ''));
  const task = {
    run,
    ...cwdOf(command, script),
    ...(isOpen ? { cache: false } : {}),
    ...alwaysRuns(run, [script.hook]),
  };
  return {
    name: script.hook,
    was: `${script.was}: ${text}`,
    place: script.place,
    on: [script.hook],
    task,
    notes: [SHELL_NOTE],
  };
}

/** The script as it is: its file where that stands for itself, else its text. It may ask for anything, so nothing is remembered. */
function wholeScript(script: HookScript): CarriedTask {
  const { hook, file, was, place } = script;
  const text = withoutHeader(script.text);
  // What it reads of its old manager is gone with that.
  const isItself = file !== undefined && text === script.text.replace(/^#![^\n]*\n/, '').trim();
  const handed = argumentsForShell([hook]);
  const run = isItself
    ? [...interpreterOf(script.text), file, ...handed.slice(1)]
    : ['sh', '-e', '-c', text, ...handed];
  const reads = hook === 'pre-push' && /\bread\b|\bcat\b/.test(text) ? { stdin: true } : alwaysRuns(run, [hook]);
  return {
    name: hook,
    was,
    place,
    on: [hook],
    task: { run, ...cwdOf({ folder: '' }, script), cache: false, ...reads },
    notes: [
      isItself
        ? `a shell runs ${file}, which stays; nothing of it is remembered`
        : `${SHELL_NOTE}; nothing of it is remembered`,
    ],
  };
}

function interpreterOf(text: string): readonly string[] {
  const [, line = ''] = /^#!\s*(?:\/usr\/bin\/env\s+)?(\S+)/.exec(text) ?? [];
  const program = line.split('/').at(-1) ?? '';
  return program === '' || program === 'sh' ? ['sh', '-e'] : [program];
}

function cwdOf({ folder }: Pick<ShellCommand, 'folder'>, script: HookScript): Options {
  const cwd = join(script.folder ?? '', folder).replace(/\/$/, '');
  return cwd === '.' || cwd === '' ? {} : { cwd };
}
