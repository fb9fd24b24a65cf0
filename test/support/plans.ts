import type { Check, Plan } from '../../src/core/plan.ts';
import type { Task } from '../../src/core/task.ts';
import { makeTask } from './work-lab.ts';

/** A check of a `file` task on two files. */
export function makeCheck(task: Partial<Task> = {}): Check {
  const files = ['src/a.ts', 'src/b.ts'];
  return { task: makeTask({ scope: 'file', ...task }), files, dependsOn: files, writes: false };
}

/** A plan of checks, by the names of their tasks. */
export function makePlan(...names: readonly string[]): Plan {
  return { tiers: [], checks: names.map((name) => makeCheck({ name })), leftOut: [] };
}
