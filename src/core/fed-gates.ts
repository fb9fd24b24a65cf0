import type { Tier } from './task.ts';

/** Whether a task of the tier leaves what the gate judges. One that none feeds is broken in every run. */
export function isFed({ tasks, scanGates }: Pick<Tier, 'tasks' | 'scanGates'>, gate: string): boolean {
  return tasks.some(({ coverage, scans = [] }) =>
    scanGates?.includes(gate) ? scans.some((one) => one.gate === gate) : coverage.length > 0,
  );
}
