import type { Check } from '../core/plan.ts';
import { isMeasuring } from '../core/task.ts';
import type { CheckResult } from './check-result.ts';
import { readTest } from './order.ts';
import { type RunContext, runCheck } from './run-check.ts';
import type { WatchedFiles } from './watched-files.ts';

/** A look at files while those work who may rewrite them. */
export interface LookAhead {
  /** Takes note of what one of them came to. A look at what has changed since is worth nothing, and is ended. */
  readonly consider: (earlier: CheckResult) => void;
  /** What it came to, once none of them is waited for any more, if it counts: as a pass of the very content that is there now. */
  readonly result: () => Promise<CheckResult | undefined>;
}

/**
 * Whether a check may look before those have ended that it waits for: most fixers change nothing most of the time, and then
 * nobody had to wait for them. Only a check that does nothing but look is made twice without harm.
 */
export function mayLookAhead({ task }: Check, jobs: number): boolean {
  const { onlyLooks, check, cache, outputs, needs, usesArguments, seesUntracked } = task;
  const isFree = needs.length + outputs.length === 0 && !isMeasuring(task) && !usesArguments && seesUntracked !== true;
  return jobs > 1 && onlyLooks === true && check.length > 0 && cache && isFree;
}

/** Starts the checking commands of a check now, whatever its fixing ones will do. */
export function lookAhead(check: Check, context: RunContext, watched: WatchedFiles): LookAhead {
  const controller = new AbortController();
  const signal = AbortSignal.any([context.signal, controller.signal]);
  const reads = readTest(check);
  let hasBegun = false;
  const execute: RunContext['ports']['execute'] = (work) => {
    hasBegun = true;
    return context.ports.execute(work);
  };
  const look = async (): Promise<CheckResult> => {
    // Those that wait for nobody come first, where programs have to wait for each other.
    await new Promise(setImmediate);
    // What happens to its files meanwhile is for those to tell who do it: here it only makes the look worthless.
    const ports = { ...context.ports, execute };
    return runCheck({ ...check, writes: false }, { ...context, ports, signal }, watched.copy());
  };
  const ended = look().catch(() => undefined);
  return {
    consider: ({ rewrote }) => {
      if (rewrote.some(reads)) controller.abort();
    },
    result: async () => {
      // By now it can fix as well.
      if (!hasBegun) controller.abort();
      // One that was ended is waited for all the same: it must not read on unseen.
      const result = await ended;
      const counts = !controller.signal.aborted && result?.disturbed.length === 0;
      return counts && result.outcome.status === 'passed' ? { ...result, check } : undefined;
    },
  };
}
