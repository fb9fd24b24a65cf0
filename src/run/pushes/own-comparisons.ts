import type { Comparison } from '../../core/files.ts';
import { pathTest } from '../../core/globs.ts';
import { isMeasuring, type Task, type Tier } from '../../core/task.ts';
import type { Scene } from '../scene.ts';
import type { Owed } from './debts.ts';

/**
 * What tasks of these tiers are compared with that have a comparison of their own: those that are to make up for an earlier
 * push, and those that are for some branches only, and for one of those that are pushed to.
 */
export async function ownComparisons(
  { circumstances, compareWith, owed }: Pick<Scene, 'circumstances' | 'compareWith' | 'owed'>,
  tiers: readonly Tier[],
): Promise<(task: Task) => Comparison | undefined> {
  const compared = new Map<Task, Comparison | undefined>();
  for (const tier of tiers) {
    for (const task of tier.tasks) {
      const branches = task.when?.branches;
      const isForBranch = branches !== undefined && circumstances.branches.some(pathTest(branches));
      const made = owed && owedBy(task, tier, owed);
      if (made !== undefined) compared.set(task, made);
      else if (isForBranch) compared.set(task, await compareWith?.(branches));
    }
  }
  return (task) => compared.get(task);
}

/** A gate that was left out judges what the tasks measure that feed it. */
function owedBy(task: Task, { gates }: Tier, { comparisons }: Owed): Comparison | undefined {
  const feeds = isMeasuring(task) ? Object.keys(gates) : [];
  return [task.name, ...feeds].map((name) => comparisons.get(name)).find((found) => found !== undefined);
}
