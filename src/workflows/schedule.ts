import { type CiPlan, type CiTier, valuesOf } from './ci-plan.ts';
import type { Workflow } from './model.ts';
import { expressionText, tierJobs } from './tier-jobs.ts';

/** By the clock: all files, each tier at its own times. Undefined: no tier wants it. */
export function scheduleWorkflow(plan: CiPlan): Workflow | undefined {
  const tiers = plan.tiers.filter((tier) => cronsOf(tier).length > 0);
  if (tiers.length === 0) return undefined;
  const crons = [...new Set(tiers.flatMap(cronsOf))];
  return {
    name: 'Lattice schedule',
    on: { schedule: crons.map((cron) => ({ cron })) },
    concurrency: {
      group: `\${{ github.workflow }}-\${{ github.event.schedule }}`,
      'cancel-in-progress': false,
    },
    jobs: tierJobs(tiers, plan, (tier) => ({
      judged: { type: 'all' },
      if: cronsOf(tier)
        .map((cron) => `github.event.schedule == ${expressionText(cron)}`)
        .join(' || '),
    })),
  };
}

function cronsOf(tier: CiTier): readonly string[] {
  return valuesOf('schedule', tier);
}
