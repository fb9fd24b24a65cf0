import type { Evidence } from '../core/contracts/gates.ts';
import type { FileSet } from '../core/files.ts';
import type { Plan } from '../core/plan.ts';
import type { Ports } from '../core/ports.ts';
import type { GateRecord } from '../core/record.ts';
import type { Task, Tier } from '../core/task.ts';
import type { CheckResult } from './check-result.ts';
import { coverageOf } from './merge-results.ts';

/** What the user chose about gates. */
export interface GateChoice {
  /** Names of gates and tasks to run; undefined: all. A gate is judged when it is named or all that feeds it is. */
  readonly only?: ReadonlySet<string>;
  readonly skip: ReadonlySet<string>;
}

/** Judges the gates of every tier of the plan, also when tasks failed. */
export async function judgeGates(
  plan: Plan,
  results: readonly CheckResult[],
  tree: FileSet,
  choice: GateChoice,
  ports: Pick<Ports, 'judge'>,
): Promise<readonly GateRecord[]> {
  const records: GateRecord[] = [];
  for (const tier of plan.tiers) {
    const feeding = tier.tasks.filter((task) => task.coverage.length > 0);
    const nothingChecked = !results.some(({ check }) => isOf(tier, check.task));
    for (const gate of Object.keys(tier.gates)) {
      if (!isChosen(gate, feeding, choice)) continue;
      records.push(await judgeOne(tier, gate, feeding, nothingChecked));
    }
  }
  return records;

  async function judgeOne(tier: Tier, gate: string, feeding: readonly Task[], idle: boolean): Promise<GateRecord> {
    const head = { tier: tier.name, gate, ...(tier.root === '' ? {} : { root: tier.root }) };
    if (choice.skip.has(gate)) return skipped(head, 'left out on request');
    // A tier in which nothing had to run has nothing to measure; a gate that no task feeds is broken once it has.
    if (idle && feeding.length === 0) return skipped(head, 'nothing changed');
    const evidence = feeding.map((task) => evidenceOf(task, plan, results));
    const verdict = await ports.judge(tier, gate, evidence, tree);
    return { ...head, ...verdict.extra, status: verdict.status, findings: verdict.findings, summary: verdict.summary };
  }
}

function skipped(head: Pick<GateRecord, 'tier' | 'gate' | 'root'>, reason: string): GateRecord {
  return { ...head, status: 'skipped', findings: [], summary: [{ status: 'skipped', text: reason }] };
}

function isOf(tier: Tier, task: Task): boolean {
  return task.tier === tier.name && task.root === tier.root;
}

function isChosen(gate: string, feeding: readonly Task[], { only }: GateChoice): boolean {
  if (only === undefined || only.has(gate)) return true;
  return feeding.length > 0 && feeding.every((task) => only.has(task.name));
}

function evidenceOf(task: Task, plan: Plan, results: readonly CheckResult[]): Evidence {
  const result = results.find(({ check }) => check.task === task);
  if (result === undefined) {
    const reason = plan.leftOut.find((one) => one.task === task)?.reason ?? 'by-user';
    return { task: task.name, status: 'skipped', reason };
  }
  const { outcome } = result;
  if (outcome.status === 'skipped') return { task: task.name, status: 'skipped', reason: outcome.reason };
  if (result.unmeasured !== undefined) return { task: task.name, status: 'broken', message: result.unmeasured };
  const reports = coverageOf(outcome);
  if (reports.length > 0) return { task: task.name, status: 'measured', reports, partial: result.partial };
  const end = outcome.status === 'cancelled' ? 'was cancelled before it left' : 'ended without';
  return { task: task.name, status: 'broken', message: `${task.name} ${end} a coverage report` };
}
