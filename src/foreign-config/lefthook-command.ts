import type { MigrationSite } from '../core/contracts/migrations.ts';
import type { Options } from '../core/contracts/schema.ts';
import { type CommandTask, taskOfCommand } from './command-task.ts';
import { alwaysRuns, argumentsForShell, withHookArguments } from './hook-arguments.ts';
import { localCommand } from './runners.ts';
import { shellCommands } from './shell-commands.ts';

/** The command of a job, with what it is started with. */
export interface JobCommand {
  /** As it is written. */
  readonly text: string;
  readonly name: string;
  readonly variables: readonly string[];
  readonly on: readonly string[];
  readonly keys: Options;
  readonly isFixer: boolean;
}

/** All files of the project, where only those that changed can be handed over. */
const ALL_FILES = 'git ls-files -z -- "$@" | xargs -0 -r';

/** A task for the command of a job: its own words, or a shell where only that understands it. */
export function taskOfJob(job: JobCommand, site: MigrationSite): CommandTask {
  const text = withPlaceholders(job);
  const commands = text.includes('{all_files}') ? undefined : shellCommands(text);
  const plain = commands?.flatMap((one) => (one.type === 'plain' && one.folder === '' && !one.mayFail ? [one] : []));
  const [first, ...others] = plain ?? [];
  const isPlain =
    plain !== undefined && plain.length === commands?.length && plain.every(({ argv }) => argv.every(isWhole));
  if (first === undefined || !isPlain) return shellTask(text, job);
  if (others.length === 0) {
    const variables = [...job.variables, ...first.variables];
    return taskOfCommand({ ...job, argv: first.argv, variables }, site);
  }
  const lines = plain.map(({ argv, variables }) => {
    const prefix = [...job.variables, ...variables];
    const words = withHookArguments(localCommand(argv, site), job.on);
    return prefix.length === 0 ? words : ['env', ...prefix, ...words];
  });
  const key = job.isFixer ? 'fix' : 'run';
  return { name: job.name, task: { [key]: lines, ...job.keys, ...alwaysRuns(lines.flat(), job.on) }, notes: [] };
}

/** Our names for what lefthook puts into a command. */
function withPlaceholders({ text, name }: JobCommand): string {
  return text
    .replaceAll('{lefthook_job_name}', () => name)
    .replaceAll('{0}', '"$@"')
    .replace(/\{(?:staged_files|push_files|files)\}/g, '{files}')
    .replace(/\{([1-9])\}/g, '"$$$1"');
}

/** Files are words of their own. */
function isWhole(word: string): boolean {
  return word === '{files}' || !word.includes('{files}');
}

function shellTask(text: string, { name, variables, on, keys, isFixer }: JobCommand): CommandTask {
  const { script, handed } = shellWords(text, on, keys);
  const run = [...(variables.length === 0 ? [] : ['env', ...variables]), 'sh', '-c', script.trim(), ...handed];
  const isOpen = /[$`]/.test(script.replace(/"?\$[@\d]"?/g, ''));
  return {
    name,
    task: { [isFixer ? 'fix' : 'run']: run, ...keys, ...(isOpen ? { cache: false } : {}), ...alwaysRuns(run, on) },
    notes: ['only a shell understands it, so a shell runs it'],
  };
}

/** The text for a shell, and what it is handed: file names in its text would be code. */
function shellWords(text: string, on: readonly string[], keys: Options) {
  if (text.includes('{all_files}')) {
    const [before = '', after = ''] = text.split('{all_files}');
    const specs = [...pathspecs(keys['files'], 'glob'), ...pathspecs(keys['exclude'], 'exclude,glob')];
    return { script: `${ALL_FILES} ${before.trim()}${after.trimEnd()}`, handed: ['sh', ...specs] };
  }
  if (!text.includes('{files}')) return { script: text, handed: argumentsForShell(on) };
  return { script: text.replace(/(["']?)\{files\}\1/g, '"$@"'), handed: ['sh', '{files}'] };
}

/** Globs as git knows them, which has no lists in braces. */
function pathspecs(globs: unknown, magic: string): readonly string[] {
  return [globs ?? []].flat().flatMap((glob) => {
    const [, start = String(glob), endings] = /^(.*)\{([^{}]*)\}$/.exec(String(glob)) ?? [];
    const all = endings === undefined ? [start] : endings.split(',').map((ending) => start + ending);
    return all.map((one) => `:(${magic})${one}`);
  });
}
