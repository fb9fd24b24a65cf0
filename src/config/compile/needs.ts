import { suggest } from '../../core/nearest.ts';
import type { Task } from '../../core/task.ts';
import type { Problem } from '../config-error.ts';

/** What is wrong with the `needs` of a tier's tasks: names that no task of it has, and circles. */
export function checkNeeds(tier: string, tasks: readonly Pick<Task, 'name' | 'needs'>[]): readonly Problem[] {
  const names = tasks.map((task) => task.name);
  const pathOf = (task: string) => ['tiers', tier, 'tasks', task, 'needs'];
  const unknown = tasks.flatMap(({ name, needs }) =>
    needs.flatMap((need, index) => {
      if (names.includes(need)) return [];
      const others = names.filter((other) => other !== name);
      const message = `\`${name}\` needs \`${need}\`, which is no task of the tier${suggest(need, others)}`;
      return [{ path: [...pathOf(name), index], message }];
    }),
  );
  const circle = findCircle(tasks);
  if (circle === undefined) return unknown;
  const message = `tasks need each other in a circle: ${circle.join(' → ')}`;
  return [...unknown, { path: pathOf(circle[0] ?? ''), message }];
}

/** Names of tasks that need each other in a circle, the first one repeated at the end; undefined when there is none. */
function findCircle(tasks: readonly Pick<Task, 'name' | 'needs'>[]): readonly string[] | undefined {
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
