import type { Check } from '../core/plan.ts';
import type { Task } from '../core/task.ts';
import type { Recall } from './memory.ts';

/** How many files each task has to look at. */
export type Demand = ReadonlyMap<Task, number>;

/** What is not remembered of these checks, given what is known about each. */
export function demandOf(checks: readonly Check[], recalls: readonly Recall[]): Demand {
  const open = checks.flatMap(({ task }, index) => {
    const recall = recalls[index];
    return recall === undefined || recall.complete ? [] : [[task, recall.missing.length] as const];
  });
  return new Map(open);
}

/**
 * Shares cores among tasks that want them at once: a program for every core that a task gets by the number of its files, at
 * least as many as an equal share, and never less than one. Splitting for cores that others use costs starts and gains nothing.
 */
export function shareCores(demand: Demand, cores: number): (task: Task) => number {
  const total = [...demand.values()].reduce((sum, files) => sum + files, 0);
  const equal = Math.floor(cores / Math.max(1, demand.size));
  return (task) => {
    const files = demand.get(task) ?? 0;
    return Math.max(1, equal, total === 0 ? 1 : Math.round((cores * files) / total));
  };
}
