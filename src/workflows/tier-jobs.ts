import type { CiPlan, CiTier } from './ci-plan.ts';
import { jobIds } from './job-ids.ts';
import type { Job } from './model.ts';
import { type TierJobOptions, tierJob } from './tier-job.ts';

/** A job for each tier, by its id, which `optionsOf` is told. */
export function tierJobs(
  tiers: readonly CiTier[],
  plan: CiPlan,
  optionsOf: (tier: CiTier, id: string) => TierJobOptions,
  ids = jobIds(tiers, []),
): Readonly<Record<string, Job>> {
  const jobs = tiers.map((tier): [string, Job] => {
    const id = ids.get(tier.name) as string;
    return [id, tierJob(tier, plan, optionsOf(tier, id))];
  });
  return Object.fromEntries(jobs);
}

/** A text as an expression has it. */
export function expressionText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
