import { pairAt } from '../../yaml/tree.ts';
import type { Rule } from '../finding.ts';

/** Events of which the next may come while the last is worked on. */
const CROWDED = new Set([
  'push',
  'pull_request',
  'pull_request_target',
  'schedule',
  'workflow_dispatch',
  'workflow_run',
]);

/** A workflow whose runs pass each other. */
export const concurrency: Rule = {
  name: 'concurrency',
  severity: 'warning',
  *check({ root, jobs, triggers }) {
    const trigger = triggers.find(({ event }) => CROWDED.has(event));
    if (trigger === undefined || [root, ...jobs.map(({ node }) => node)].some((node) => pairAt(node, 'concurrency')))
      return;
    yield { at: trigger.at, message: MESSAGE };
  },
};

const MESSAGE =
  'No `concurrency`: runs of the same branch go on beside each other, and the older one may end last. Give the workflow a `group`';
