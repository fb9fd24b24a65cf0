import type { FileSet } from '../../core/files.ts';
import { type Check, type Plan, rewrites } from '../../core/plan.ts';
import type { Memory } from '../../engine/memory.ts';
import { readTest } from '../../engine/order.ts';

/**
 * Names of the tasks of a plan that would run and may rewrite what a check reads: it is looked at again then, so that its
 * pass of what is there now does not spare it that.
 */
export async function rewritersOf(check: Check, plan: Plan, tree: FileSet, memory: Memory): Promise<readonly string[]> {
  const isRead = readTest(check);
  const names: string[] = [];
  for (const other of plan.checks) {
    if (other === check || !rewrites(other)) continue;
    if (![...other.files, ...other.dependsOn].some(isRead)) continue;
    if (!(await memory.recall(other, tree)).complete) names.push(other.task.name);
  }
  return names;
}
