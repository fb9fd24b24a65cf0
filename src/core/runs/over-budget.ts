import type { CheckRecord, RunRecord } from '../record.ts';
import type { OverBudget } from '../remarks.ts';
import type { Tier } from '../task.ts';
import type { RunEntry } from './entry.ts';
import { keyOf, tasksOf } from './task-stats.ts';

/** Tasks that are named where each of them alone takes longer than the whole tier should. */
const MOST_NAMED = 3;
/** Durations of a task that are told, this run's among them. */
const MOST_TOLD = 10;

/** What a run has to be compared with. Times are milliseconds. */
export interface Spending {
  /** Tiers of the run. */
  readonly tiers: readonly Tier[];
  /** All tiers that the configs have. */
  readonly configured: readonly Tier[];
  /** When the last check of a tier ended, since the first of the run began, by the tier's name. */
  readonly ends: ReadonlyMap<string, number>;
}

/** A tier that took longer than its budget, and by how much. */
type Exceeded = Pick<OverBudget, 'tier' | 'budgetMs' | 'tookMs'>;

/**
 * Tiers of a run that took longer than they should. One whose checks were all remembered is none: there is nothing to move.
 * Tiers of one name are one, with the budget of the most generous.
 */
export function exceededBudgets(record: RunRecord, { tiers, ends }: Spending): readonly Exceeded[] {
  const names = [...new Set(tiers.map(({ name }) => name))];
  return names.flatMap((tier) => {
    const budgets = tiers.flatMap(({ name, budget }) => (name === tier ? (budget ?? []) : []));
    const budgetMs = Math.max(...budgets);
    const tookMs = Math.round(ends.get(tier) ?? 0);
    return budgets.length > 0 && tookMs > budgetMs && looksOf(record, tier).length > 0
      ? [{ tier, budgetMs, tookMs }]
      : [];
  });
}

/** The same with the tasks that took the time, and where they would have more. `runs`: the earlier ones, the oldest first. */
export function explainBudgets(
  exceeded: readonly Exceeded[],
  record: RunRecord,
  spending: Spending,
  runs: readonly RunEntry[],
): readonly OverBudget[] {
  const known = new Map(tasksOf(runs).map((task) => [keyOf(task), task.latestMs]));
  return exceeded.map((one) => {
    const looks = looksOf(record, one.tier).toSorted((a, b) => b.durationMs - a.durationMs);
    const alone = looks.filter(({ durationMs }) => durationMs > one.budgetMs).slice(0, MOST_NAMED);
    const tasks = (alone.length > 0 ? alone : looks.slice(0, 1)).map(({ task, root, durationMs }) => {
      const earlier = known.get(keyOf({ task, root: root ?? '' })) ?? [];
      return { task, ...(root === undefined ? {} : { root }), latestMs: [...earlier, durationMs].slice(-MOST_TOLD) };
    });
    const roomier = roomierTier(one, spending);
    return { ...one, tasks, ...(roomier === undefined ? {} : { roomier }) };
  });
}

function looksOf({ checks }: RunRecord, tier: string): readonly CheckRecord[] {
  return checks.filter(
    (check) => check.tier === tier && !check.cached && ['passed', 'failed', 'broken'].includes(check.status),
  );
}

/** A tier that runs at another time and may take longer: the least of those, and one without a budget last. */
function roomierTier({ tier, budgetMs }: Exceeded, { tiers, configured }: Spending): string | undefined {
  const here = new Set(tiers.filter(({ name }) => name === tier).flatMap(({ on }) => on));
  const roomier = configured.filter(
    ({ name, on, budget = Number.POSITIVE_INFINITY }) =>
      name !== tier &&
      budget > budgetMs &&
      on.length > 0 &&
      !on.some((trigger) => here.has(trigger)) &&
      !on.includes('commit-msg'),
  );
  const budgetOf = ({ budget = Number.MAX_VALUE }: Tier): number => budget;
  return roomier.toSorted((a, b) => budgetOf(a) - budgetOf(b))[0]?.name;
}
