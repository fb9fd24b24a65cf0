import { pairAt } from '../../yaml/tree.ts';
import type { Rule } from '../finding.ts';

/** A workflow that takes what rights its token happens to have. */
export const permissions: Rule = {
  name: 'permissions',
  severity: 'warning',
  *check({ root, jobs }) {
    const job = pairAt(root, 'permissions') === undefined && jobs.find(({ node }) => !pairAt(node, 'permissions'));
    if (job) yield { at: job.key.at, message: MESSAGE };
  },
};

const MESSAGE =
  'No `permissions`: the token has what the settings of the repository give it, often the right to write everything. Put `permissions: {}` on top, and on each job what it needs';
