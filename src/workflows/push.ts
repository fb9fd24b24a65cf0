import { isBranchName, isExcluding } from './branch-patterns.ts';
import { type CiPlan, type CiTier, valuesOf } from './ci-plan.ts';
import { jobIds } from './job-ids.ts';
import { MATCH_JOB, matchJob } from './match-job.ts';
import type { Workflow } from './model.ts';
import type { TierJobOptions } from './tier-job.ts';
import { expressionText, tierJobs } from './tier-jobs.ts';

/** Pushes to branches: all files, so that what an earlier push has broken stays refused. Undefined: no tier wants it. */
export function pushWorkflow(plan: CiPlan): Workflow | undefined {
  const tiers = plan.tiers.filter((tier) => branchesOf(tier).length > 0);
  const [first] = tiers;
  if (first === undefined) return undefined;
  const isSame = tiers.every((tier) => branchesOf(tier).join('\n') === branchesOf(first).join('\n'));
  // What one tier leaves out another one may want.
  const branches = isSame ? branchesOf(first) : tiers.flatMap(branchesOf).filter((pattern) => !isExcluding(pattern));
  const isAlways = (tier: CiTier) =>
    isSame || (!branchesOf(tier).some(isExcluding) && branches.every((branch) => branchesOf(tier).includes(branch)));
  const matched = tiers.filter((tier) => !isAlways(tier) && !branchesOf(tier).every(isBranchName));
  const optionsOf = (tier: CiTier, id: string): TierJobOptions => ({
    judged: { type: 'all' },
    signs: true,
    ...(isAlways(tier) ? {} : conditionOf(tier, id, matched)),
  });
  const ids = jobIds(tiers, [MATCH_JOB]);
  return {
    name: 'Lattice push',
    on: { push: { branches: [...new Set(branches)] } },
    // Every commit that was pushed is judged: none makes way for the next.
    concurrency: { group: `\${{ github.workflow }}-\${{ github.sha }}`, 'cancel-in-progress': false },
    jobs: {
      ...(matched.length === 0 ? {} : { [MATCH_JOB]: matchJob(matched, ids, plan) }),
      ...tierJobs(tiers, plan, optionsOf, ids),
    },
  };
}

/** Names are compared by an expression. GitHub has none for patterns: a job before all others matches them. */
function conditionOf(tier: CiTier, id: string, matched: readonly CiTier[]): Pick<TierJobOptions, 'if' | 'needs'> {
  if (matched.includes(tier)) return { needs: [MATCH_JOB], if: `needs.${MATCH_JOB}.outputs.${id} == 'true'` };
  return {
    if: branchesOf(tier)
      .map((branch) => `github.ref_name == ${expressionText(branch)}`)
      .join(' || '),
  };
}

function branchesOf(tier: CiTier): readonly string[] {
  return valuesOf('push', tier);
}
