import { pairAt } from '../../yaml/tree.ts';
import type { Rule } from '../finding.ts';

/** A job that may hang for six hours. */
export const timeout: Rule = {
  name: 'timeout',
  severity: 'warning',
  *check({ jobs }) {
    for (const { key, node, steps } of jobs) {
      // A workflow that is called has no steps, and limits of its own.
      const isBound = steps.every((step) => pairAt(step.node, 'timeout-minutes') !== undefined);
      if (isBound || pairAt(node, 'timeout-minutes') !== undefined) continue;
      yield { at: key.at, message: 'No `timeout-minutes`: when this job hangs it runs, and costs, for six hours' };
    }
  },
};
