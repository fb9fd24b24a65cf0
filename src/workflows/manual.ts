import type { CiPlan } from './ci-plan.ts';
import type { Workflow } from './model.ts';
import { expressionText, tierJobs } from './tier-jobs.ts';

/** By hand: all files, for the tier that was chosen. Undefined: no tier wants it. */
export function manualWorkflow(plan: CiPlan): Workflow | undefined {
  const tiers = plan.tiers.filter(({ on }) => on.includes('manual'));
  const [first] = tiers;
  if (first === undefined) return undefined;
  const options = tiers.map(({ name }) => name);
  const tier = { description: 'The tier to run', type: 'choice', required: true, default: first.name, options };
  return {
    name: 'Lattice manual',
    on: { workflow_dispatch: { inputs: { tier } } },
    concurrency: {
      group: `\${{ github.workflow }}-\${{ inputs.tier }}-\${{ github.ref }}`,
      'cancel-in-progress': false,
    },
    jobs: tierJobs(tiers, plan, ({ name }) => ({
      judged: { type: 'all' },
      if: `inputs.tier == ${expressionText(name)}`,
    })),
  };
}
