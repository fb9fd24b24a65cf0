import type { Check } from '../core/plan.ts';
import { checkRecord } from './check-record.ts';
import { isSameTier, orderChecks } from './order.ts';
import { type CheckResult, type RunContext, runCheck } from './run-check.ts';

/** What a run does at the first failure. */
export interface FailFast {
  /** Stops what is running; undefined: everything runs to its end, so that one run shows all problems. */
  readonly stop?: () => void;
}

/** Runs all checks, each as soon as those it waits for have ended, and returns their results in the order given. */
export async function runChecks(
  checks: readonly Check[],
  context: RunContext,
  { stop }: FailFast,
): Promise<readonly CheckResult[]> {
  const order = orderChecks(checks);
  const running = new Map<Check, Promise<CheckResult>>();
  const run = async (check: Check): Promise<CheckResult> => {
    const earlier = await Promise.all([...(order.get(check) ?? [])].map(start));
    const result = hasFailedNeeds(check, earlier) ? skippedForNeeds(check) : await runAloud(check, context);
    context.ports.tell({ type: 'finished', task: check.task, check: checkRecord(result) });
    if (isRefusing(result)) stop?.();
    return result;
  };
  const start = (check: Check): Promise<CheckResult> => {
    const promise = running.get(check) ?? run(check);
    running.set(check, promise);
    return promise;
  };
  return settle(await Promise.all(checks.map(start)), context);
}

function runAloud(check: Check, context: RunContext): Promise<CheckResult> {
  context.ports.tell({ type: 'started', task: check.task });
  return runCheck(check, context);
}

function hasFailedNeeds({ task }: Check, earlier: readonly CheckResult[]): boolean {
  return earlier.some(
    ({ check, outcome }) =>
      isSameTier(check.task, task) && task.needs.includes(check.task.name) && outcome.status !== 'passed',
  );
}

function skippedForNeeds(check: Check): CheckResult {
  const outcome = { status: 'skipped', reason: 'needs' } as const;
  return { check, outcome, cached: false, filesRun: 0, durationMs: 0, rewrote: [], judged: new Map(), partial: false };
}

function isRefusing({ check, outcome }: CheckResult): boolean {
  return (outcome.status === 'failed' || outcome.status === 'broken') && !check.task.warn;
}

/**
 * A writer's pass is for the content it left. Where a later writer changed such a file again, the first one looks once
 * more, without writing: two fixers that disagree must not take turns for ever, and neither may pass unseen.
 */
async function settle(results: readonly CheckResult[], context: RunContext): Promise<readonly CheckResult[]> {
  const settled: CheckResult[] = [];
  for (const result of results) {
    const stale = staleFiles(result, context);
    settled.push(stale.length === 0 ? result : await lookAgain(result, stale, context));
  }
  return settled;
}

function staleFiles({ check, outcome, judged }: CheckResult, { tree }: RunContext): readonly string[] {
  if (outcome.status !== 'passed' || !check.writes) return [];
  return check.files.filter((path) => judged.get(path)?.id !== tree.get(path)?.id);
}

async function lookAgain(result: CheckResult, files: readonly string[], context: RunContext): Promise<CheckResult> {
  const { check, rewrote, filesRun, durationMs } = result;
  const again = await runCheck({ ...check, files, writes: false }, context);
  const total = durationMs + again.durationMs;
  const merged = { ...again, check, cached: false, filesRun, durationMs: total, rewrote };
  if (again.outcome.status !== 'passed') {
    context.ports.tell({ type: 'finished', task: check.task, check: checkRecord(merged) });
  }
  return merged;
}
