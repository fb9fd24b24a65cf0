import type { Task } from './task.ts';

/**
 * Tasks that nothing changed for, and that leave files which a task of the plan needs: those may be of another content by
 * now, or not there at all, as in a checkout that was just made. `isIdle`: whether nothing but that keeps a task out.
 */
export function neededOutputs(
  started: readonly Task[],
  tasks: readonly Task[],
  isIdle: (task: Task) => boolean,
): ReadonlySet<Task> {
  const needed = new Set<Task>();
  const visit = ({ needs }: Task): void => {
    for (const task of tasks) {
      const isLeaving = needs.includes(task.name) && task.cache && task.outputs.length > 0;
      if (!isLeaving || !isIdle(task) || needed.has(task)) continue;
      needed.add(task);
      visit(task);
    }
  };
  started.forEach(visit);
  return needed;
}
