import type { CiPlan } from './ci-plan.ts';
import { cloudRunJobs } from './deploy/cloud-run.ts';
import { ecsJobs } from './deploy/ecs.ts';
import type { Workflow } from './model.ts';

/** What a push to the branch deploys: to staging, and when that was tried and somebody agrees, to production. Undefined: nowhere. */
export function deployWorkflow(plan: CiPlan): Workflow | undefined {
  const { deploy } = plan.ci;
  if (deploy === undefined) return undefined;
  return {
    name: 'Lattice deploy',
    on: { push: { branches: [deploy.branch] } },
    // What takes turns is each environment by itself: a commit that waits for reviewers keeps no other from staging.
    concurrency: { group: `\${{ github.workflow }}-\${{ github.sha }}`, 'cancel-in-progress': false },
    jobs: deploy.to === 'gcp-cloud-run' ? cloudRunJobs(plan, deploy) : ecsJobs(plan, deploy),
  };
}
