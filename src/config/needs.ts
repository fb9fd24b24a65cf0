import type { Task } from '../core/task.ts';

/** Names of tasks that need each other in a circle, the first one repeated at the end; undefined when there is none. */
export function findCircle(tasks: readonly Pick<Task, 'name' | 'needs'>[]): readonly string[] | undefined {
  const needs = new Map(tasks.map((task) => [task.name, task.needs]));
  const done = new Set<string>();
  const visit = (name: string, above: readonly string[]): readonly string[] | undefined => {
    if (above.includes(name)) return [...above.slice(above.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const next of needs.get(name) ?? []) {
      const circle = visit(next, [...above, name]);
      if (circle !== undefined) return circle;
    }
    done.add(name);
    return undefined;
  };
  for (const { name } of tasks) {
    const circle = visit(name, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}
