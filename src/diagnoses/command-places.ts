import type { CommandLine, Task } from '../core/task.ts';
import { inConfig, taskText } from './config-places.ts';
import type { Facts } from './facts.ts';
import { commandsIn, type ShellCommand } from './shell-commands.ts';

/** Commands of a task or of a step of a workflow, and where they stand. */
export interface CommandPlace {
  /** As in "task `lint` of `fast`". */
  readonly what: string;
  readonly at: { readonly file?: string; readonly line?: number };
  readonly commands: readonly ShellCommand[];
}

/** All commands that are written down: of tasks without a kind, and of workflows. */
export function commandPlaces(facts: Facts): readonly CommandPlace[] {
  return [...taskPlaces(facts), ...stepPlaces(facts)];
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
  return isShell && flag !== -1 && script !== undefined ? commandsIn(script) : [{ words, isSwallowed: false }];
}
