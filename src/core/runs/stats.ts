import type { RunEntry } from './entry.ts';
import { grouped, quantile, sum } from './sums.ts';
import { keyOf, partsOf, type TaskStats, tasksOf } from './task-stats.ts';

/** A hook is slow where it takes longer than nine of ten. */
const SLOW = 0.9;

/** The runs of one hook or command, and how long people waited for them. */
export interface TriggerStats {
  readonly trigger: string;
  readonly runs: number;
  readonly refused: number;
  readonly usualMs: number;
  /** Nine of ten took no longer. */
  readonly slowMs: number;
}

/** The runs of one week. */
export interface WeekStats {
  /** As the calendar names it. */
  readonly week: string;
  readonly runs: number;
  readonly refused: number;
  readonly spentMs: number;
  readonly savedMs: number;
}

/** What runs have cost, and what was saved. */
export interface RunStats {
  /** When the first of them began, ISO 8601; undefined where there is none. */
  readonly since: string | undefined;
  readonly runs: number;
  readonly refused: number;
  readonly spentMs: number;
  readonly savedMs: number;
  /** The one that takes longest first. */
  readonly tasks: readonly TaskStats[];
  /** The most frequent first. */
  readonly triggers: readonly TriggerStats[];
  /** In the order of time. Weeks without a run are left out. */
  readonly weeks: readonly WeekStats[];
}

/**
 * Adds up runs, the oldest first. `weekOf` names the week of a moment, in milliseconds since 1970: where a week begins is a
 * matter of where the reader is.
 */
export function statsOf(runs: readonly RunEntry[], weekOf: (at: number) => string): RunStats {
  const tasks = tasksOf(runs);
  const usual = new Map(tasks.map((task) => [keyOf(task), task.usualMs]));
  const costs = runs.map((run) => ({ run, ...costOf(run, usual) }));
  const weeks = grouped(costs, ({ run }) => weekOf(Date.parse(run.startedAt)));
  return {
    since: runs[0]?.startedAt,
    ...totals(costs),
    tasks,
    triggers: grouped(runs, ({ trigger }) => trigger)
      .map(([trigger, those]) => triggerStats(trigger, those))
      .toSorted((a, b) => b.runs - a.runs),
    weeks: weeks.map(([week, those]) => ({ week, ...totals(those) })),
  };
}

function triggerStats(trigger: string, runs: readonly RunEntry[]): TriggerStats {
  const durations = runs.map(({ durationMs }) => durationMs);
  return {
    trigger,
    runs: runs.length,
    refused: runs.filter(({ accepted }) => !accepted).length,
    usualMs: quantile(durations, 0.5),
    slowMs: quantile(durations, SLOW),
  };
}

interface Cost {
  readonly run: RunEntry;
  readonly spentMs: number;
  readonly savedMs: number;
}

function costOf(run: RunEntry, usual: ReadonlyMap<string, number>): Omit<Cost, 'run'> {
  const parts = partsOf(run);
  return {
    spentMs: sum(parts.filter(({ check }) => !check.cached).map(({ check }) => check.durationMs)),
    savedMs: sum(parts.filter(({ check }) => check.cached).map(({ key }) => usual.get(key) ?? 0)),
  };
}

function totals(costs: readonly Cost[]): Omit<WeekStats, 'week'> {
  return {
    runs: costs.length,
    refused: costs.filter(({ run }) => !run.accepted).length,
    spentMs: sum(costs.map(({ spentMs }) => spentMs)),
    savedMs: sum(costs.map(({ savedMs }) => savedMs)),
  };
}
