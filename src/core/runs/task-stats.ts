import type { CheckEntry, RunEntry } from './entry.ts';
import { grouped, quantile, sum } from './sums.ts';

/** Looks of a task that its usual duration comes from: older ones were of other files and other tools. */
const RECENT = 50;

/** What a task has cost, and what was saved by remembering it. Times are milliseconds. */
export interface TaskStats {
  readonly task: string;
  /** Folder of its config, where it is not the root. */
  readonly root: string;
  /** Runs in which it looked at something, and those that it refused. */
  readonly looked: number;
  readonly refused: number;
  /** Runs in which all of it was remembered. */
  readonly remembered: number;
  /** Half of its latest looks took no longer; 0 where none is logged. */
  readonly usualMs: number;
  /** With looks that were stopped. */
  readonly spentMs: number;
  /** What the remembered runs would have taken, each as long as usual. */
  readonly savedMs: number;
  /** Durations of the latest looks, the newest last; at most ten. */
  readonly latestMs: readonly number[];
}

/** A task in a run. */
export interface Part {
  readonly key: string;
  readonly check: CheckEntry;
}

/** The one that takes longest first. */
export function tasksOf(runs: readonly RunEntry[]): readonly TaskStats[] {
  const tasks = grouped(runs.flatMap(partsOf), ({ key }) => key).map(([, parts]) => taskStats(parts));
  return tasks.toSorted((a, b) => b.usualMs - a.usualMs || b.spentMs - a.spentMs);
}

/** The tasks of a run, each with a key that is the same for it in all runs. */
export function partsOf({ checks }: RunEntry): readonly Part[] {
  return checks.map((check) => ({ key: keyOf({ task: check.task, root: check.root ?? '' }), check }));
}

/** The key of a task among all of them. */
export function keyOf({ task, root }: Pick<TaskStats, 'task' | 'root'>): string {
  return `${root}\0${task}`;
}

/** Share of the runs in which all of a task was remembered, from 0 to 1. */
export function rememberedShare({ looked, remembered }: Pick<TaskStats, 'looked' | 'remembered'>): number {
  return looked + remembered === 0 ? 0 : remembered / (looked + remembered);
}

function taskStats(parts: readonly Part[]): TaskStats {
  const checks = parts.map(({ check }) => check);
  const begun = checks.filter(({ cached }) => !cached);
  // One that was stopped says nothing of how long it takes.
  const looks = begun.filter(({ status }) => status !== 'cancelled');
  const durations = looks.map(({ durationMs }) => durationMs);
  const usualMs = quantile(durations.slice(-RECENT), 0.5);
  const remembered = checks.length - begun.length;
  return {
    task: checks[0]?.task ?? '',
    root: checks[0]?.root ?? '',
    looked: looks.length,
    refused: looks.filter(({ status }) => status === 'failed' || status === 'broken').length,
    remembered,
    usualMs,
    spentMs: sum(begun.map(({ durationMs }) => durationMs)),
    savedMs: remembered * usualMs,
    latestMs: durations.slice(-10),
  };
}
