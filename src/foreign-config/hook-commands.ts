import type { CarriedTask, LeftBehind, MigrationSite } from '../core/contracts/migrations.ts';
import { isHook } from '../core/hooks/triggers.ts';
import type { JsonObject } from '../core/json-shape.ts';
import { scriptTasks } from './script-tasks.ts';

/** A config in which each git hook has one command, as text. */
export interface HookCommands {
  readonly commands: JsonObject;
  /** Keys that are no hooks. */
  readonly others: readonly string[];
  placeOf(hook: string): string;
}

/** The tasks of such a config. */
export function tasksOfHooks(
  { commands, others, placeOf }: HookCommands,
  site: MigrationSite,
): { readonly tasks: readonly CarriedTask[]; readonly left: readonly LeftBehind[] } {
  const tasks: CarriedTask[] = [];
  const left: LeftBehind[] = [];
  for (const [hook, text] of Object.entries(commands)) {
    if (others.includes(hook)) continue;
    const place = placeOf(hook);
    if (!isHook(hook)) left.push({ what: hook, place, why: 'it is no hook that git runs on the side of the user' });
    else if (typeof text !== 'string') left.push({ what: hook, place, why: 'it is no command' });
    else tasks.push(...scriptTasks({ hook, text, was: hook, place }, site));
  }
  return { tasks, left };
}
