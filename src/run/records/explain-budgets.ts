import type { RunRecord } from '../../core/record.ts';
import type { OverBudget } from '../../core/remarks.ts';
import { explainBudgets, type Spending } from '../../core/runs/over-budget.ts';
import type { Repository } from '../../git/repository.ts';
import { readRuns } from './run-log.ts';

/** Which tasks took the time of tiers that took too long, with what the log of runs knows of them. */
export function budgetsExplained(
  exceeded: Parameters<typeof explainBudgets>[0],
  record: RunRecord,
  spending: Spending,
  repository: Repository,
): readonly OverBudget[] {
  return explainBudgets(exceeded, record, spending, readRuns(repository));
}
