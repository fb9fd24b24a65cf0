import type { RepoPath } from '../core/files.ts';
import type { PathTest } from '../core/globs.ts';
import { inputTest } from '../core/inputs.ts';
import { type Check, rewrites, wantsFiles } from '../core/plan.ts';
import type { ScanInput } from '../core/scan.ts';

/** For each check, the checks it waits for. Checks without a common file and without `needs` wait for nobody. */
export type Order = ReadonlyMap<Check, ReadonlySet<Check>>;

/**
 * Who waits for whom: a task for those in its `needs`; a reader for the writers of its files and inputs; of two writers
 * where one reads what the other writes, the later one in the config for the earlier one; of two that may leave one report,
 * the later one for the earlier one. A `needs` that says the opposite wins.
 */
export function orderChecks(checks: readonly Check[]): Order {
  const order = new Map<Check, Set<Check>>(checks.map((check) => [check, new Set(neededBy(check, checks))]));
  takeTurns(checks, order);
  const writers = checks.filter(rewrites);
  if (writers.length === 0) return order;
  const reads = new Map(checks.map((check) => [check, readTest(check)]));
  const clash = (writer: Check, reader: Check) => writes(writer).some((path) => reads.get(reader)?.(path) === true);
  checks.forEach((check, index) => {
    for (const writer of writers) {
      if (writer === check || (rewrites(check) && checks.indexOf(writer) > index)) continue;
      const meet = clash(writer, check) || (rewrites(check) && clash(check, writer));
      if (meet && !waitsFor(writer, check, order)) order.get(check)?.add(writer);
    }
  });
  return order;
}

/** Of tasks that may leave the same report one runs at a time: what it has written then is its own. */
function takeTurns(checks: readonly Check[], order: Map<Check, Set<Check>>): void {
  const leaving = checks.filter(({ task }) => task.scans !== undefined);
  leaving.forEach((check, index) => {
    for (const earlier of leaving.slice(0, index)) {
      const meet = isSameTier(earlier.task, check.task) && mayLeaveOne(earlier.task, check.task);
      if (meet && !waitsFor(earlier, check, order)) order.get(check)?.add(earlier);
    }
  });
}

function mayLeaveOne({ scans: some = [] }: Check['task'], { scans: others = [] }: Check['task']): boolean {
  return some.some((one) => others.some((other) => isSameReport(one, other)));
}

/** Paths that are named are told apart; a whole input may be any of its paths. Nobody else sees what is in `{scratch}`. */
function isSameReport(one: ScanInput, other: ScanInput): boolean {
  if (one.gate !== other.gate || one.input !== other.input || one.input.startsWith('{scratch}')) return false;
  return one.pattern === other.pattern || [one, other].some(({ pattern, input }) => pattern === input);
}

function neededBy(check: Check, checks: readonly Check[]): readonly Check[] {
  return checks.filter(({ task }) => isSameTier(task, check.task) && check.task.needs.includes(task.name));
}

/** Whether two tasks stand in the same tier of the same config. */
export function isSameTier(a: Check['task'], b: Check['task']): boolean {
  return a.tier === b.tier && a.root === b.root;
}

/** Whether the outcome of a check depends on what a path holds. */
export function readTest({ task, files, dependsOn }: Check): PathTest {
  const own = new Set<RepoPath>([...files, ...dependsOn]);
  const isInput = inputTest(task);
  return (path) => own.has(path) || isInput(path);
}

/** What it may write to: a command that is handed no files finds them itself, and our process writes to what is handed over. */
function writes(check: Check): readonly RepoPath[] {
  return wantsFiles(check) || check.task.mends === true ? check.files : [...check.files, ...check.dependsOn];
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
