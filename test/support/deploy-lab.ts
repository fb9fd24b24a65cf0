import type { Ci, CiDeploy, CloudRunDeploy, EcsDeploy } from '../../src/core/ci.ts';
import type { CiPlan } from '../../src/workflows/ci-plan.ts';
import { deployWorkflow } from '../../src/workflows/deploy-workflow.ts';
import type { Job } from '../../src/workflows/model.ts';

/** A deployment to Cloud Run, as a config has it. */
export const CLOUD_RUN: CloudRunDeploy = {
  to: 'gcp-cloud-run',
  branch: 'main',
  smoke: 'smoke',
  staging: {
    project: 'shop-staging',
    region: 'europe-west1',
    service: 'shop',
    identityProvider: 'projects/1/locations/global/workloadIdentityPools/github/providers/shop',
    serviceAccount: 'deploy@shop-staging.iam.gserviceaccount.com',
    image: 'europe-docker.pkg.dev/shop-images/shop/web',
  },
  production: {
    project: 'shop-production',
    region: 'europe-west1',
    service: 'shop',
    identityProvider: 'projects/2/locations/global/workloadIdentityPools/github/providers/shop',
    serviceAccount: 'deploy@shop-production.iam.gserviceaccount.com',
    image: 'europe-docker.pkg.dev/shop-images/shop/web',
  },
};

/** A deployment to ECS, with an account for each environment. */
export const ECS: EcsDeploy = {
  to: 'aws-ecs',
  branch: 'main',
  smoke: 'smoke',
  staging: {
    region: 'eu-central-1',
    cluster: 'shop-staging',
    service: 'web',
    repository: 'shop/web',
    taskDefinition: 'deploy/task-definition.json',
    role: 'arn:aws:iam::111111111111:role/deploy',
    url: 'https://staging.shop.example',
  },
  production: {
    region: 'eu-central-1',
    cluster: 'shop',
    service: 'web',
    repository: 'shop/web',
    taskDefinition: 'shop-web',
    role: 'arn:aws:iam::222222222222:role/deploy',
    url: 'https://shop.example',
  },
};

/** A plan that deploys so. */
export function deployPlan(deploy: CiDeploy, ci: Partial<Ci> = {}, folder = ''): CiPlan {
  return {
    config: '.lattice-hooksrc.json',
    folder,
    ci: {
      runsOn: ['ubuntu-24.04'],
      node: ['22'],
      python: ['3.12'],
      install: ['npm ci'],
      timeout: 30,
      env: {},
      tiers: {},
      deploy,
      ...ci,
    },
    tiers: [{ name: 'smoke', on: [], needsPython: false, needsHistory: false }],
  };
}

/** The jobs of its workflow. */
export function jobsOf(deploy: CiDeploy, ci: Partial<Ci> = {}): Readonly<Record<string, Job>> {
  return deployWorkflow(deployPlan(deploy, ci))?.jobs ?? {};
}

/** All commands of all jobs, by job and place. */
export function scriptsOf(jobs: Readonly<Record<string, Job>>): readonly (readonly [name: string, script: string])[] {
  return Object.entries(jobs).flatMap(([id, { steps }]) =>
    steps.flatMap((step, index) => ('run' in step ? [[`${id}-${index}`, step.run] as const] : [])),
  );
}
