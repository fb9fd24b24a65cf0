import { deploymentsOf, environmentOf } from '../deployments.ts';
import type { Rule } from '../finding.ts';

/** A job that deploys without an environment, where reviewers and secrets of its own would be. */
export const deployEnvironment: Rule = {
  name: 'deploy-environment',
  severity: 'warning',
  *check(workflow) {
    const seen = new Set<unknown>();
    for (const { job, at, tool, family } of deploymentsOf(workflow)) {
      // A workflow that is called names the environment itself.
      if (family === 'pages' || job.uses !== undefined || environmentOf(job) !== undefined || seen.has(job)) continue;
      seen.add(job);
      yield {
        at,
        message: `This deploys with ${tool}, and its job has no \`environment\`: with one it can have reviewers, and secrets that no other job sees`,
      };
    }
  },
};
