import { resolve } from 'node:path';
import { loadEntry, loadOwn } from '../catalog.ts';
import type { TaskKind } from '../core/contracts.ts';
import type { Work, WorkResult } from '../core/ports.ts';
import type { Task } from '../core/task.ts';
import { inspect } from './inspect.ts';
import { runCommands } from './run-commands.ts';
import type { Site } from './site.ts';

/** Does one piece of work to its end: a program of the project, or a look of ours. Never rejects for what a task does. */
export async function execute(work: Work, site: Site): Promise<WorkResult> {
  try {
    const kind = await kindOf(work.check.task, site);
    if (kind?.type === 'inspection') return { outcome: await inspect(kind, work, site) };
    return await runCommands(kind, work, site);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { outcome: { status: 'broken', message: `the check could not be made: ${reason}`, findings: [] } };
  }
}

function kindOf({ uses, root }: Task, site: Site): Promise<TaskKind | undefined> {
  if (uses === undefined) return Promise.resolve(undefined);
  return uses.startsWith('.') ? loadOwn('tasks', resolve(site.directory, root, uses)) : loadEntry('tasks', uses);
}
