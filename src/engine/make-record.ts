import type { Plan } from '../core/plan.ts';
import type { Aftermath } from '../core/ports.ts';
import { type CheckRecord, type GateRecord, isAccepted, type RunRecord, type Skip } from '../core/record.ts';
import { checkRecord, leftOutRecord } from './check-record.ts';
import type { CheckResult } from './check-result.ts';

/** What a record says besides the results. */
export interface RunHead
  extends Pick<
    RunRecord,
    | 'trigger'
    | 'startedAt'
    | 'durationMs'
    | 'tree'
    | 'base'
    | 'ref'
    | 'selection'
    | 'again'
    | 'hookArguments'
    | 'cache'
    | 'commits'
  > {
  readonly skips: readonly Skip[];
  readonly notes: readonly string[];
}

/** What a run came to. */
export interface RunEnd extends Aftermath {
  readonly results: readonly CheckResult[];
  readonly gates: readonly GateRecord[];
}

/** The record of a run, checks in the order of the config. */
export function makeRecord(head: RunHead, plan: Plan, end: RunEnd): RunRecord {
  const { skips, notes, ...rest } = head;
  const checks = inConfigOrder(plan, end.results);
  const { gates, refusals } = end;
  return {
    version: 1,
    ...rest,
    tier: [...new Set(plan.tiers.map((tier) => tier.name))],
    accepted: isAccepted({ checks, gates, refusals }),
    checks,
    gates,
    skips,
    notes: [...notes, ...end.notes],
    refusals,
  };
}

function inConfigOrder({ tiers, leftOut }: Plan, results: readonly CheckResult[]): readonly CheckRecord[] {
  const records = new Map([
    ...leftOut.map((one) => [one.task, leftOutRecord(one)] as const),
    ...results.map((result) => [result.check.task, checkRecord(result)] as const),
  ]);
  return tiers.flatMap(({ tasks }) => tasks.flatMap((task) => records.get(task) ?? []));
}
