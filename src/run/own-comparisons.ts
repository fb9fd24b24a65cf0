import type { Comparison } from '../core/files.ts';
import { pathTest } from '../core/globs.ts';
import type { Task, Tier } from '../core/task.ts';
import type { Scene } from './scene.ts';

/** What tasks of these tiers are compared with that are for some branches only, and for one of those that are pushed to. */
export async function ownComparisons(
  { circumstances, compareWith }: Pick<Scene, 'circumstances' | 'compareWith'>,
  tiers: readonly Tier[],
): Promise<(task: Task) => Comparison | undefined> {
  const compared = new Map<Task, Comparison | undefined>();
  if (compareWith !== undefined) {
    for (const task of tiers.flatMap(({ tasks }) => tasks)) {
      const branches = task.when?.branches;
      if (branches === undefined || !circumstances.branches.some(pathTest(branches))) continue;
      compared.set(task, await compareWith(branches));
    }
  }
  return (task) => compared.get(task);
}
