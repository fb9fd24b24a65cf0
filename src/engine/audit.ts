import type { CheckResult } from './check-result.ts';
import type { Audited } from './known-passes.ts';
import { mergeOutcomes, passedBefore } from './merge-results.ts';

/**
 * What a check comes to of which some passes were looked at again: `again` counts for those, whatever was remembered of
 * them. `first`: what it came to without them.
 */
export function withAudit(first: CheckResult, again: CheckResult, { passes }: Audited): CheckResult {
  // What there is nothing to look at in any more has not failed.
  const outcome = again.outcome.status === 'skipped' ? passedBefore(passes) : again.outcome;
  const command = first.command ?? again.command;
  const unmeasured = first.unmeasured ?? again.unmeasured;
  const unscanned = [...(first.unscanned ?? []), ...(again.unscanned ?? [])];
  return {
    ...first,
    outcome: mergeOutcomes([first.outcome, outcome]),
    cached: false,
    filesRun: first.filesRun + again.filesRun,
    audited: again.filesRun,
    disturbed: [...new Set([...first.disturbed, ...again.disturbed])],
    judged: again.judged,
    ...(command === undefined ? {} : { command }),
    ...(unmeasured === undefined ? {} : { unmeasured }),
    ...(unscanned.length === 0 ? {} : { unscanned }),
  };
}
