import { pairAt } from '../../yaml/tree.ts';
import type { Rule } from '../finding.ts';

/** A job that may hang for six hours. */
export const timeout: Rule = {
  name: 'timeout',
  severity: 'warning',
  *check({ jobs }) {
    for (const { key, node, uses, steps } of jobs) {
      // A workflow that is called has limits of its own.
      if (uses !== undefined || steps.length === 0 || pairAt(node, 'timeout-minutes') !== undefined) continue;
      if (steps.every((step) => pairAt(step.node, 'timeout-minutes') !== undefined)) continue;
      yield { at: key.at, message: 'No `timeout-minutes`: when this job hangs it runs, and costs, for six hours' };
    }
  },
};
