import { isBuiltInLook } from '../core/built-in-look.ts';
import { entriesOf, type FileSet, type RepoPath } from '../core/files.ts';
import { ENDED_EARLY } from '../core/outcome.ts';
import type { Check, Plan } from '../core/plan.ts';
import type { Aftermath, Ports, UnseenFiles, Verdict } from '../core/ports.ts';
import { type GateRecord, isAccepted } from '../core/record.ts';
import { RevisedFiles } from '../core/trees/revised-files.ts';
import { checkRecord } from './check-record.ts';
import { type CheckResult, recalled } from './check-result.ts';
import { demandOf, shareCores } from './core-shares.ts';
import { type GateChoice, judgeGates } from './judge-gates.ts';
import { Memory, type Recall } from './memory.ts';
import { bringAllBack } from './outputs.ts';
import { deletedByFixers } from './rewritten.ts';
import { runChecks } from './run-plan.ts';
import { Slots } from './slots.ts';
import { takeShared } from './take-shared.ts';
import { tellDisturbances } from './tell-disturbances.ts';
import { filesRead } from './watched-files.ts';

/** The work inside the bracket. `seen`: stamps that files bore when they were last known to hold what they should. */
export type IsolatedWork = (seen: ReadonlyMap<RepoPath, string>) => Promise<Verdict>;

/** Runs the work while the disk holds what these checks may see, then keeps its fixes or puts everything back. */
export type Isolate = (running: readonly Check[], work: IsolatedWork) => Promise<Aftermath>;

/** What the engine asks of the world to carry out a plan. */
export interface CarryingPorts extends Ports {
  readonly isolate: Isolate;
  /** What is not on disk as the tree has it. `isRead`: whether a check may read a submodule. */
  readonly unseenFiles: (isRead: (path: RepoPath) => boolean) => Promise<UnseenFiles>;
}

/** How a plan is carried out. */
export interface Orders {
  readonly plan: Plan;
  /** What every file holds before the first check. */
  readonly tree: FileSet;
  readonly gates: GateChoice;
  /** What is known about the checks, where memory was asked a moment ago. */
  readonly recalls?: readonly Recall[] | undefined;
  readonly signal: AbortSignal;
  /** Ends what is running at the first failure; undefined: everything runs to its end. */
  readonly stop?: () => void;
}

/** What a plan came to. */
export interface Carried extends Aftermath {
  readonly results: readonly CheckResult[];
  readonly gates: readonly GateRecord[];
  /** What every file holds after the last check: fixes are in it. */
  readonly tree: FileSet;
}

/** Carries a plan out. When every check is known nothing is hidden and nothing started; else all runs inside the bracket. */
export async function carryOut(orders: Orders, ports: CarryingPorts): Promise<Carried> {
  const { plan, signal, stop } = orders;
  const [memory, began] = [openMemory(ports), ports.now()];
  ports.tell({ type: 'planned', plan });
  const known = orders.recalls ?? (await recallAll(plan, orders.tree, memory));
  const recalls = await takeShared(plan, known, orders.tree, { memory, ports });
  const isKnown = recalls.every(({ complete }) => complete) && (await bringAllBack(plan, recalls, orders.tree, ports));
  if (isKnown) return conclude(orders, recalls, ports);
  // What has to be brought back first may turn out to be lost: then it runs as well.
  const running = plan.checks.filter(({ task }, index) => !recalls[index]?.complete || task.outputs.length > 0);
  const tree = new RevisedFiles(orders.tree);
  const slots = new Slots(ports.jobs);
  const cores = shareCores(demandOf(plan.checks, recalls), ports.jobs);
  let elsewhere: UnseenFiles = { edited: new Set(), absent: new Set(), submodules: new Set() };
  const [unlike, strays] = [new Set<RepoPath>(), new Set<RepoPath>()];
  let results: readonly CheckResult[] = [];
  let gates: readonly GateRecord[] = [];
  let lost: readonly string[] = [];
  const aftermath = await ports.isolate(running, async (seen) => {
    elsewhere = await ports.unseenFiles((path) => running.some((check) => filesRead(check, tree).includes(path)));
    const { edited, absent, submodules } = elsewhere;
    const unseen = new Set([...edited, ...absent, ...submodules]);
    const context = { ports, memory, slots, cores, tree, unseen, unlike, strays, signal, began };
    results = await runChecks(plan.checks, context, { seen, ...(stop === undefined ? {} : { stop }) });
    gates = signal.aborted ? [] : await judgeGates(plan, results, tree, orders.gates, ports);
    const checks = results.map(checkRecord);
    lost = deletedByFixers(results, tree);
    if (signal.aborted && isAccepted({ checks, gates, refusals: lost })) lost = [ENDED_EARLY];
    const accepted = isAccepted({ checks, gates, refusals: lost });
    return {
      accepted,
      fixes: entriesOf(
        results.flatMap(({ rewrote }) => rewrote),
        tree,
      ),
      ran: tasksRun(results),
    };
  });
  const notes = [...aftermath.notes, ...tellDisturbances(results, { ...elsewhere, unlike, strays })];
  return { results, gates, tree, refusals: [...lost, ...aftermath.refusals], notes };
}

/** What a plan comes to whose checks are all remembered, or else what is known about each. */
export type RecalledPlan =
  | { readonly type: 'all'; readonly carried: Carried }
  | { readonly type: 'part'; readonly recalls: readonly Recall[] };

/** Carries out a plan of which every check is remembered. Runs nothing. */
export async function carryOutRemembered(orders: Orders, ports: Ports): Promise<RecalledPlan> {
  const recalls = await recallAll(orders.plan, orders.tree, openMemory(ports));
  const isKnown =
    recalls.every((recall) => recall.complete) && (await bringAllBack(orders.plan, recalls, orders.tree, ports));
  return isKnown ? { type: 'all', carried: await conclude(orders, recalls, ports) } : { type: 'part', recalls };
}

/** The checks of a plan of which something is not remembered. Runs nothing. */
export async function unanswered(
  { plan, tree }: Pick<Orders, 'plan' | 'tree'>,
  ports: Ports,
): Promise<readonly Check[]> {
  const recalls = await recallAll(plan, tree, openMemory(ports));
  return plan.checks.filter((_, index) => recalls[index]?.complete !== true);
}

function openMemory(ports: Ports): Memory {
  return new Memory({ ...ports, notice: (message) => ports.tell({ type: 'notice', message }) });
}

function recallAll(plan: Plan, tree: FileSet, memory: Memory): Promise<readonly Recall[]> {
  return Promise.all(plan.checks.map((check) => memory.recall(check, tree)));
}

async function conclude(orders: Orders, recalls: readonly Recall[], ports: Ports): Promise<Carried> {
  const { plan, tree, signal } = orders;
  const results = plan.checks.flatMap((check, index) => {
    const recall = recalls[index];
    return recall === undefined ? [] : recalled(check, recall, tree);
  });
  for (const result of results) ports.tell({ type: 'finished', task: result.check.task, check: checkRecord(result) });
  const gates = signal.aborted ? [] : await judgeGates(plan, results, tree, orders.gates, ports);
  return { results, gates, tree, refusals: signal.aborted ? [ENDED_EARLY] : [], notes: [] };
}

/** Names of the tasks that did something. Kinds of ours that read git's objects touch nothing else on disk than what they mend. */
function tasksRun(results: readonly CheckResult[]): readonly string[] {
  const active = results.filter(({ check, cached, command, outcome }) => {
    const isStarted = command !== undefined || (outcome.status !== 'skipped' && outcome.status !== 'cancelled');
    const isOurs = isBuiltInLook(check.task) && !check.writes;
    return !cached && isStarted && !isOurs;
  });
  return [...new Set(active.map(({ check }) => check.task.name))];
}
