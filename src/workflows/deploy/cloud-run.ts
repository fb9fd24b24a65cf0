import type { CloudRunDeploy, CloudRunEnvironment } from '../../core/ci.ts';
import type { CiPlan } from '../ci-plan.ts';
import type { Job, Step, Variables } from '../model.ts';
import { PINS } from '../pins.ts';
import { BUILT, buildJob } from './build-job.ts';
import { DEPLOY, PUT_BACK, SHIFT, SIGN_IN } from './cloud-run-shell.ts';
import { afterFailureOf, type EnvironmentName, environmentJob } from './environments.ts';
import { PROMOTE, PUSH } from './image-shell.ts';
import { type Smoke, smokeOf, smokeStep } from './smoke-steps.ts';

/** What the sign-in leaves in the environment. */
const KEYS = ['CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE', 'GOOGLE_APPLICATION_CREDENTIALS', 'GOOGLE_GHA_CREDS_PATH'];
/** Shares of the traffic that a new revision gets one after the other before it has all of it, in percent. */
const USUAL_SHARES = [10, 50];
/** By which a revision can be tried that has no traffic. It moves on with each deployment. */
const TAG = 'candidate';
const FOUND = `\${{ steps.deploy.outputs.serving != '' }}`;

/** Jobs that build an image, deploy it to Cloud Run, try it before it gets traffic, and give it that bit by bit. */
export function cloudRunJobs(plan: CiPlan, deploy: CloudRunDeploy): Readonly<Record<string, Job>> {
  const { staging, production } = deploy;
  const smoke = smokeOf(plan, KEYS);
  const isCopied = staging.image !== production.image;
  const source: Step = {
    name: 'Copy the image that was tried',
    id: 'promote',
    env: { IMAGE: production.image, SOURCE: BUILT.image, DIGEST: BUILT.digest },
    run: PROMOTE,
  };
  const copying = isCopied ? [...registrySteps([production.image, staging.image]), source] : [];
  return {
    build: buildJob(plan, deploy, [...signIn(staging), ...registrySteps([staging.image]), pushStep(staging)]),
    staging: environment('staging', staging, { smoke, shares: [], copying: [] }),
    production: environment('production', production, { smoke, shares: deploy.traffic ?? USUAL_SHARES, copying }),
  };
}

/** By tokens of this very job: nobody has a key that could be lost. */
function signIn({ project, identityProvider, serviceAccount }: CloudRunEnvironment): readonly Step[] {
  return [
    {
      uses: PINS.gcpAuth,
      with: { project_id: project, workload_identity_provider: identityProvider, service_account: serviceAccount },
    },
    { uses: PINS.setupGcloud, with: { project_id: project } },
  ];
}

function registrySteps(images: readonly string[]): readonly Step[] {
  const hosts = new Map(images.map((image) => [image.split('/', 1)[0], image]));
  return [...hosts].map(([host, image]) => ({ name: `Sign in at ${host}`, env: { IMAGE: image }, run: SIGN_IN }));
}

function pushStep({ image }: CloudRunEnvironment): Step {
  return { name: 'Push the image', id: 'push', env: { IMAGE: image }, run: PUSH };
}

interface Rollout {
  readonly smoke: Smoke;
  readonly shares: readonly number[];
  readonly copying: readonly Step[];
}

function environment(name: EnvironmentName, given: CloudRunEnvironment, { smoke, shares, copying }: Rollout): Job {
  const { project, region, service } = given;
  const place: Variables = { PROJECT: project, REGION: region, SERVICE: service };
  const image = copying.length === 0 ? `${given.image}@${BUILT.digest}` : `\${{ steps.promote.outputs.image }}`;
  const [url, address] = ['url', 'address'].map((output) => `\${{ steps.deploy.outputs.${output} }}`) as [
    string,
    string,
  ];
  const steps: readonly Step[] = [
    ...signIn(given),
    ...copying,
    { name: 'Deploy without traffic', id: 'deploy', env: { ...place, IMAGE: image, TAG }, run: DEPLOY },
    smokeStep(smoke, 'Smoke test before any traffic', url, 1),
    ...shares.flatMap((share, index) => [
      shiftStep(place, share),
      smokeStep(smoke, `Smoke test at ${share} % of the traffic`, url, index + 2, FOUND),
    ]),
    shiftStep(place, 100),
    smokeStep(smoke, 'Smoke test with all traffic', address, shares.length + 2, FOUND),
    {
      name: 'Put the earlier revision back',
      if: afterFailureOf('deploy'),
      env: { ...place, SERVING: `\${{ steps.deploy.outputs.serving }}` },
      run: PUT_BACK,
    },
  ];
  return environmentJob({ environment: name, url: address, smoke, minutes: 30, steps });
}

function shiftStep(place: Variables, percent: number): Step {
  return {
    name: percent === 100 ? 'Give it all traffic' : `Give it ${percent} % of the traffic`,
    if: FOUND,
    env: { ...place, REVISION: `\${{ steps.deploy.outputs.revision }}`, PERCENT: String(percent) },
    run: SHIFT,
  };
}
