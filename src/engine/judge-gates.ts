import type { Evidence, GateEvidence, ScanEvidence } from '../core/contracts/gates.ts';
import type { FileSet } from '../core/files.ts';
import type { Plan } from '../core/plan.ts';
import type { Ports } from '../core/ports.ts';
import type { GateRecord } from '../core/record.ts';
import type { Task, Tier } from '../core/task.ts';
import type { CheckResult } from './check-result.ts';
import { coverageOf, scansOf } from './merge-results.ts';

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
    const nothingChecked = !results.some(({ check }) => isOf(tier, check.task));
    for (const gate of Object.keys(tier.gates)) {
      const feeding = tier.tasks.filter(feedTest(tier, gate));
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
    const verdict = await ports.judge(tier, gate, evidenceFor(gate, tier, feeding), tree);
    return { ...head, ...verdict.extra, status: verdict.status, findings: verdict.findings, summary: verdict.summary };
  }

  function evidenceFor(gate: string, tier: Tier, feeding: readonly Task[]): GateEvidence {
    if (!judgesScans(tier, gate))
      return { evidence: feeding.map((task) => evidenceOf(task, plan, results)), scans: [] };
    return { evidence: [], scans: feeding.map((task) => scanEvidenceOf(task, gate, plan, results)) };
  }
}

function judgesScans(tier: Tier, gate: string): boolean {
  return tier.scanGates?.includes(gate) === true;
}

/** Whether a task leaves what the gate judges. */
function feedTest(tier: Tier, gate: string): (task: Task) => boolean {
  if (!judgesScans(tier, gate)) return ({ coverage }) => coverage.length > 0;
  return ({ scans }) => scans?.some((input) => input.gate === gate) === true;
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
  if (result === undefined) return { task: task.name, status: 'skipped', reason: reasonOf(task, plan) };
  const { outcome } = result;
  const { tests } = result.check;
  const affected = tests?.type === 'affected' ? { affectedBy: tests.by } : {};
  // That no test runs what changed is a measurement too.
  if (outcome.status === 'skipped' && outcome.reason === 'no-files' && tests?.type === 'affected')
    return { task: task.name, status: 'measured', reports: [], partial: true, ...affected };
  if (outcome.status === 'skipped') return { task: task.name, status: 'skipped', reason: outcome.reason };
  if (result.unmeasured !== undefined) return { task: task.name, status: 'broken', message: result.unmeasured };
  const reports = coverageOf(outcome);
  if (reports.length > 0) return { task: task.name, status: 'measured', reports, partial: result.partial, ...affected };
  const end = outcome.status === 'cancelled' ? 'was cancelled before it left' : 'ended without';
  return { task: task.name, status: 'broken', message: `${task.name} ${end} a coverage report` };
}

function scanEvidenceOf(task: Task, gate: string, plan: Plan, results: readonly CheckResult[]): ScanEvidence {
  const inputs = task.scans?.filter((input) => input.gate === gate) ?? [];
  const result = results.find(({ check }) => check.task === task);
  return { task: task.name, inputs, result: scanResultOf(task, plan, result) };
}

function scanResultOf(task: Task, plan: Plan, result: CheckResult | undefined): ScanEvidence['result'] {
  if (result === undefined) return { status: 'skipped', reason: reasonOf(task, plan) };
  const { outcome, unscanned = [] } = result;
  if (outcome.status === 'skipped') return { status: 'skipped', reason: outcome.reason };
  if (outcome.status === 'broken') return { status: 'broken', message: `${task.name} could not be checked` };
  if (outcome.status === 'cancelled') return { status: 'broken', message: `${task.name} was cancelled` };
  return { status: 'scanned', scans: scansOf(outcome), unscanned };
}

/** Why a task of the tier is not in the plan's checks. */
function reasonOf(task: Task, plan: Plan): string {
  return plan.leftOut.find((one) => one.task === task)?.reason ?? 'by-user';
}
