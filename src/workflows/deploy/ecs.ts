import type { EcsDeploy, EcsEnvironment } from '../../core/ci.ts';
import type { CiPlan } from '../ci-plan.ts';
import type { Job, Step, Variables } from '../model.ts';
import { PINS } from '../pins.ts';
import { BUILT, buildJob } from './build-job.ts';
import { PUT_BACK, REMEMBER, RENDER, SIGN_IN, VERIFY } from './ecs-shell.ts';
import { afterFailureOf, type EnvironmentName, environmentJob } from './environments.ts';
import { PROMOTE, PUSH } from './image-shell.ts';
import { type Smoke, smokeOf, smokeStep } from './smoke-steps.ts';

/** What the sign-in leaves in the environment. */
const KEYS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];
const REGISTRY = `\${{ steps.ecr.outputs.registry }}`;
/** Minutes that a service may take until it is stable. */
const PATIENCE = 30;

/** Jobs that build an image, deploy it to ECS, try it, and put the earlier one back where it is no good. */
export function ecsJobs(plan: CiPlan, deploy: EcsDeploy): Readonly<Record<string, Job>> {
  const { staging, production } = deploy;
  const smoke = smokeOf(plan, KEYS);
  const push: Step = { name: 'Push the image', id: 'push', env: { IMAGE: imageOf(staging) }, run: PUSH };
  const isCopied = registryOf(staging) !== registryOf(production);
  return {
    build: buildJob(plan, deploy, [...signIn(staging), registryStep(staging), push]),
    staging: environment('staging', staging, { smoke, isCopied: false }),
    production: environment('production', production, { smoke, isCopied }),
  };
}

/** By tokens of this very job: nobody has a key that could be lost. */
function signIn({ region, role }: EcsEnvironment): readonly Step[] {
  return [{ uses: PINS.awsCredentials, with: { 'aws-region': region, 'role-to-assume': role } }];
}

/** Signs Docker in at the registry of the role, or at that of an account that the address names. */
function registryStep({ repository }: EcsEnvironment): Step {
  const [, account] = /^(\d+)\.dkr\.ecr\./.exec(repository) ?? [];
  return { id: 'ecr', uses: PINS.ecrLogin, with: account === undefined ? undefined : { registries: account } };
}

/** The repository as a whole address; a mere name is one of the registry that the role belongs to. */
function imageOf({ repository }: EcsEnvironment): string {
  return isAddress(repository) ? repository : `${REGISTRY}/${repository}`;
}

function isAddress(repository: string): boolean {
  return /^[^/]*\.[^/]*\//.test(repository);
}

/** What tells the repositories of two environments apart: their registry is that of the account in the role, in its region. */
function registryOf({ repository, region, role }: EcsEnvironment): string {
  const [, account = role] = /^arn:[^:]*:iam::(\d+):/.exec(role) ?? [];
  return isAddress(repository) ? repository : [account, region, repository].join(' ');
}

function copySteps(given: EcsEnvironment): readonly Step[] {
  return [
    registryStep(given),
    { name: 'Sign in where the image is', env: { SOURCE: BUILT.image, REGISTRY }, run: SIGN_IN },
    {
      name: 'Copy the image that was tried',
      id: 'promote',
      env: { IMAGE: imageOf(given), SOURCE: BUILT.image, DIGEST: BUILT.digest },
      run: PROMOTE,
    },
  ];
}

function environment(
  name: EnvironmentName,
  given: EcsEnvironment,
  { smoke, isCopied }: { readonly smoke: Smoke; readonly isCopied: boolean },
): Job {
  const { cluster, service, taskDefinition, url } = given;
  const place: Variables = { CLUSTER: cluster, SERVICE: service };
  const image = isCopied ? `\${{ steps.promote.outputs.image }}` : `${BUILT.image}@${BUILT.digest}`;
  const steps: readonly Step[] = [
    ...signIn(given),
    ...(isCopied ? copySteps(given) : []),
    { name: 'Remember what serves', id: 'remember', env: place, run: REMEMBER },
    { name: 'Write the task definition', env: { TASK_DEFINITION: taskDefinition, IMAGE: image }, run: RENDER },
    {
      name: 'Deploy',
      id: 'deploy',
      uses: PINS.ecsDeploy,
      with: {
        'task-definition': `\${{ runner.temp }}/ecs-task-definition.json`,
        cluster,
        service,
        'wait-for-service-stability': true,
        'wait-for-minutes': PATIENCE,
      },
    },
    {
      name: 'See that it was not rolled back',
      env: { ...place, DEPLOYED: `\${{ steps.deploy.outputs.task-definition-arn }}` },
      run: VERIFY,
    },
    smokeStep(smoke, 'Smoke test', url, 1),
    {
      name: 'Put the earlier task definition back',
      if: afterFailureOf('remember'),
      env: { ...place, SERVING: `\${{ steps.remember.outputs.serving }}` },
      run: PUT_BACK,
    },
  ];
  return environmentJob({ environment: name, url, smoke, minutes: 2 * PATIENCE, steps });
}
