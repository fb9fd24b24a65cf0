import type { RepoPath } from '../core/files.ts';
import type { Check } from '../core/plan.ts';

/** For each check, the checks it waits for. Checks without a common file and without `needs` wait for nobody. */
export type Order = ReadonlyMap<Check, ReadonlySet<Check>>;

/**
 * Who waits for whom: a task for those in its `needs`; a reader for the writers of its files; of two writers that share
 * a file, the later one in the config for the earlier one. A `needs` that says the opposite wins.
 */
export function orderChecks(checks: readonly Check[]): Order {
  const order = new Map<Check, Set<Check>>(checks.map((check) => [check, new Set(neededBy(check, checks))]));
  const files = new Map(checks.map((check) => [check, new Set(check.writes ? check.files : check.dependsOn)]));
  checks.forEach((check, index) => {
    checks.forEach((other, otherIndex) => {
      const conflict = other.writes && (!check.writes || otherIndex < index);
      if (other === check || !conflict) return;
      if (shareFile(files.get(check), files.get(other)) && !waitsFor(other, check, order)) order.get(check)?.add(other);
    });
  });
  return order;
}

function neededBy(check: Check, checks: readonly Check[]): readonly Check[] {
  return checks.filter(({ task }) => isSameTier(task, check.task) && check.task.needs.includes(task.name));
}

/** Whether two tasks stand in the same tier of the same config. */
export function isSameTier(a: Check['task'], b: Check['task']): boolean {
  return a.tier === b.tier && a.root === b.root;
}

function shareFile(a: ReadonlySet<RepoPath> | undefined, b: ReadonlySet<RepoPath> | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  for (const path of small) if (large.has(path)) return true;
  return false;
}

function waitsFor(check: Check, other: Check, order: Order, seen = new Set<Check>()): boolean {
  for (const next of order.get(check) ?? []) {
    if (next === other) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    if (waitsFor(next, other, order, seen)) return true;
  }
  return false;
}
