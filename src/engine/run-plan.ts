import type { RepoPath } from '../core/files.ts';
import type { Check } from '../core/plan.ts';
import { checkRecord } from './check-record.ts';
import { type CheckResult, notRun } from './check-result.ts';
import { lookAhead, mayLookAhead } from './look-ahead.ts';
import { isSameTier, orderChecks } from './order.ts';
import { type RunContext, runCheck } from './run-check.ts';
import { allOf } from './run-parts.ts';
import { settle } from './settle.ts';
import { filesRead, WatchedFiles } from './watched-files.ts';

/** How checks are run. */
export interface HowToRun {
  /** Stamps that files bore when they were last known to hold what they should. */
  readonly seen: ReadonlyMap<RepoPath, string>;
  /** Stops what is running; undefined: everything runs to its end, so that one run shows all problems. */
  readonly stop?: () => void;
}

/**
 * Runs all checks, each as soon as those it waits for have ended, and returns their results in the order given.
 * Rejects, after all that was started has ended, only when the world around the tasks fails.
 */
export async function runChecks(
  checks: readonly Check[],
  context: RunContext,
  { seen, stop }: HowToRun,
): Promise<readonly CheckResult[]> {
  const { ports, tree } = context;
  const watched = new WatchedFiles(ports, seen);
  for (const check of checks) watched.watch(filesRead(check, tree));
  const order = orderChecks(checks);
  const running = new Map<Check, Promise<CheckResult>>();
  const run = async (check: Check): Promise<CheckResult> => {
    const awaited = [...(order.get(check) ?? [])];
    const ahead =
      awaited.length > 0 && mayLookAhead(check, ports.jobs) ? lookAhead(check, context, watched) : undefined;
    const waiting = awaited.map(async (one) => {
      const earlier = await start(one);
      ahead?.consider(earlier);
      return earlier;
    });
    // Whatever becomes of the others: what was started must have ended before the run does.
    await Promise.allSettled(waiting);
    const looked = await ahead?.result();
    const result = looked ?? (await runAfter(await Promise.all(waiting), check, context, watched));
    ports.tell({ type: 'finished', task: check.task, check: checkRecord(result) });
    if (isRefusing(result)) stop?.();
    return result;
  };
  const start = (check: Check): Promise<CheckResult> => {
    const promise = running.get(check) ?? run(check);
    running.set(check, promise);
    return promise;
  };
  return settle(await allOf(checks.map(start)), context, watched);
}

function runAfter(
  earlier: readonly CheckResult[],
  check: Check,
  context: RunContext,
  watched: WatchedFiles,
): Promise<CheckResult> | CheckResult {
  if (earlier.some((result) => isInTheWay(result, check))) {
    return notRun(check, { status: 'skipped', reason: 'needs' }, context.tree);
  }
  return runCheck(check, context, watched);
}

/** A needed task must have passed. One that had nothing to look at says nothing against those that need it, as if it had been left out. */
function isInTheWay({ check: { task }, outcome }: CheckResult, check: Check): boolean {
  const isNeeded = isSameTier(task, check.task) && check.task.needs.includes(task.name);
  const isIdle = outcome.status === 'skipped' && outcome.reason === 'no-files';
  return isNeeded && outcome.status !== 'passed' && !isIdle;
}

function isRefusing({ check, outcome }: CheckResult): boolean {
  return (outcome.status === 'failed' || outcome.status === 'broken') && !check.task.warn;
}
