import type { CommandLine, Task } from '../core/task.ts';
import { commandsIn, type ShellCommand } from '../shell/commands.ts';
import { inConfig, taskText } from './config-places.ts';
import type { Facts } from './facts.ts';

/** Commands of a task, of a script that it runs, or of a step of a workflow, and where they stand. */
export interface CommandPlace {
  /** As in "task `lint` of `fast`". */
  readonly what: string;
  readonly at: { readonly file?: string; readonly line?: number };
  readonly commands: readonly ShellCommand[];
}

/** All commands that are written down. */
export function commandPlaces(facts: Facts): readonly CommandPlace[] {
  return [...taskPlaces(facts), ...scriptPlaces(facts), ...stepPlaces(facts)];
}

/** Those of scripts that tasks run. */
export function scriptPlaces({ scripts = [] }: Facts): readonly CommandPlace[] {
  return scripts.flatMap(({ task, name, file, text }) => {
    if (text === undefined) return [];
    const what = `the script \`${name}\` of ${taskText(task)}`;
    return { what, at: file === undefined ? {} : { file }, commands: commandsIn(text) };
  });
}

/** Those of tasks. What their kinds add is known to be right. */
export function taskPlaces(facts: Facts): readonly (CommandPlace & { readonly task: Task })[] {
  const tasks = (facts.configs?.tiers ?? []).flatMap((tier) => tier.tasks);
  return tasks.map((task) => ({
    task,
    what: taskText(task),
    at: inConfig(task, facts),
    commands: [...task.check, ...task.fix].flatMap(shellOf),
  }));
}

function stepPlaces({ steps = [] }: Facts): readonly CommandPlace[] {
  return steps.flatMap(({ file, line, run }) =>
    run === undefined
      ? []
      : { what: 'the step', at: { file, ...(line === undefined ? {} : { line }) }, commands: commandsIn(run) },
  );
}

/** A command that hands a script to a shell is what the script is. */
function shellOf(words: CommandLine): readonly ShellCommand[] {
  const [shell = '', ...rest] = words;
  const flag = rest.findIndex((word) => /^-[a-z]*c$/.test(word));
  const script = rest[flag + 1];
  const isShell = /^(?:.*\/)?(?:sh|bash|dash|zsh)$/.test(shell);
  return isShell && flag !== -1 && script !== undefined
    ? commandsIn(script)
    : [{ words, start: 0, end: 0, fate: 'counts', isOnDemand: false, redirections: [] }];
}
