import { resolve, sep } from 'node:path';
import { loadEntry, loadOwn } from '../catalog.ts';
import type { TaskKind } from '../core/contracts/tasks.ts';
import type { Work, WorkResult } from '../core/ports.ts';
import type { Task } from '../core/task.ts';
import { inspect } from './inspect.ts';
import { runSurely } from './run-surely.ts';
import type { Site } from './site.ts';
import { broken, reasonOf } from './to-outcome.ts';

/** Does one piece of work to its end: a program of the project, or a look of ours. Never rejects for what a task does. */
export async function execute(work: Work, site: Site): Promise<WorkResult> {
  try {
    const kind = await kindOf(work.check.task, site);
    if (kind?.type === 'inspection') return { outcome: await inspect(kind, work, site) };
    return await runSurely(kind, work, site);
  } catch (error) {
    return { outcome: broken(`the check could not be made: ${reasonOf(error)}`) };
  }
}

/** The kind of a task; undefined for a command of the config's own. Rejects where it cannot be loaded. */
export async function kindOf({ uses, root }: Task, site: Pick<Site, 'directory'>): Promise<TaskKind | undefined> {
  if (uses === undefined) return undefined;
  if (!uses.startsWith('.')) return loadEntry('tasks', uses);
  const file = resolve(site.directory, root, uses);
  // The config was checked where it was read; what runs here may be a checkout of somebody else's commit.
  if (!file.startsWith(site.directory + sep)) throw new Error(`\`${uses}\` leads out of the repository`);
  return loadOwn('tasks', file);
}
