import { describe, expect, it } from 'vitest';
import type { EcsDeploy } from '../../src/core/ci.ts';
import { ECS, jobsOf } from '../support/deploy-lab.ts';
import { type Made, type Programs, runJob } from '../support/job-runner.ts';

const DIGEST = `sha256:${'b'.repeat(64)}`;
const IMAGE = '111111111111.dkr.ecr.eu-central-1.amazonaws.com/shop/web';
const OTHER = '222222222222.dkr.ecr.eu-central-1.amazonaws.com/shop/web';
const NEW = 'arn:aws:ecs:eu-central-1:1:task-definition/shop-web:8';
const OLD = 'arn:aws:ecs:eu-central-1:1:task-definition/shop-web:7';
const GIVEN = {
  'needs.build.outputs.image': IMAGE,
  'needs.build.outputs.digest': DIGEST,
  'steps.deploy.outputs.task-definition-arn': NEW,
  'steps.ecr.outputs.registry': '222222222222.dkr.ecr.eu-central-1.amazonaws.com',
};
const TEMPLATE = JSON.stringify({ family: 'shop-web', containerDefinitions: [{ name: 'web', image: 'placeholder' }] });

interface Deployment {
  readonly taskDefinition: string;
  readonly rolloutState?: string;
  readonly status?: string;
}

/** What `describe-services` says: a service with these deployments, the first of which is the primary one. */
function service(deployments: readonly Deployment[], more: object = {}): string {
  return JSON.stringify({
    services: [
      {
        status: 'ACTIVE',
        taskDefinition: deployments[0]?.taskDefinition,
        deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
        deployments: deployments.map((one, index) => ({ status: index === 0 ? 'PRIMARY' : 'ACTIVE', ...one })),
        ...more,
      },
    ],
  });
}

const BEFORE = service([{ taskDefinition: OLD, rolloutState: 'COMPLETED' }]);
const AFTER = service([{ taskDefinition: NEW, rolloutState: 'COMPLETED' }]);
const ON_ITS_WAY = service([
  { taskDefinition: NEW, rolloutState: 'IN_PROGRESS' },
  { taskDefinition: OLD, rolloutState: 'COMPLETED' },
]);

/** aws, whose looks at the service see these states one after the other, and the last for ever. */
function aws(states: readonly string[], definition = TEMPLATE): Programs {
  const cases = states.map((state, index) => `  ${index === states.length - 1 ? '*' : index + 1}) echo '${state}' ;;`);
  const look = `count=$(($(cat "$STATE/looks" 2> /dev/null || echo 0) + 1)); echo "$count" > "$STATE/looks"
case "$count" in
${cases.join('\n')}
esac`;
  return {
    aws: `case "$*" in
"ecs describe-services "*) ${look} ;;
"ecs describe-task-definition "*) echo '${definition}' ;;
"ecr get-login-password "*) echo password ;;
esac`,
  };
}

const FILES = { 'deploy/task-definition.json': TEMPLATE };

function run(
  environment: 'staging' | 'production',
  programs: Programs,
  made: Partial<Made> = {},
  deploy: EcsDeploy = ECS,
) {
  return runJob(jobsOf(deploy)[environment] as never, { programs, given: GIVEN, files: FILES, ...made });
}

const ONE_ACCOUNT: EcsDeploy = {
  ...ECS,
  production: { ...ECS.production, role: 'arn:aws:iam::111111111111:role/deploy-production' },
};
const changesOf = (calls: readonly string[]) => calls.filter((call) => /update-service|wait|docker|npx/.test(call));
const FAILING = 'echo "try $BASE_URL" >> "$CALLS"; exit 1';

describe('a deployment to ECS', () => {
  it('is seen to serve and is tried where it answers', () => {
    const { steps, calls } = run('staging', aws([BEFORE, ON_ITS_WAY, ON_ITS_WAY, AFTER]));
    expect(steps.map(({ code }) => code)).toEqual(steps.map(() => 0));
    expect(steps.map(({ name }) => name)).toEqual([
      'npm ci',
      'Remember what serves',
      'Write the task definition',
      'See that it was not rolled back',
      'Smoke test',
    ]);
    expect(changesOf(calls)).toHaveLength(1);
    expect(calls.filter((call) => call.startsWith('sleep'))).toHaveLength(2);
  });

  it.each([
    ['the earlier one is the primary one', BEFORE],
    [
      'it has failed and is still the primary one',
      service([
        { taskDefinition: NEW, rolloutState: 'FAILED' },
        { taskDefinition: OLD, rolloutState: 'COMPLETED' },
      ]),
    ],
  ])('has failed where the circuit breaker rolled it back: %s', (_, state) => {
    const { steps, calls } = run('staging', aws([BEFORE, state, BEFORE]));
    expect(steps.map(({ name, code }) => [name, code]).slice(-2)).toEqual([
      ['See that it was not rolled back', 1],
      ['Put the earlier task definition back', 0],
    ]);
    expect(steps.map(({ text }) => text).join('')).toContain(`::error title=web::rolled back: ${NEW} was deployed`);
    expect(changesOf(calls)).toEqual([
      `aws ecs update-service --cluster shop-staging --service web --task-definition ${OLD} --output json`,
      'aws ecs wait services-stable --cluster shop-staging --services web',
    ]);
  });

  it('has failed where the action says so, and the earlier one comes back', () => {
    const { steps } = run('staging', aws([BEFORE]), { actions: { deploy: false } });
    expect(steps.map(({ name }) => name).at(-1)).toBe('Put the earlier task definition back');
    expect(steps.some(({ name }) => name === 'Smoke test')).toBe(false);
  });

  it('has failed where it does not get there in time', () => {
    const { steps, calls } = run('staging', aws([BEFORE, ...Array(30).fill(ON_ITS_WAY), BEFORE]));
    expect(steps.map(({ text }) => text).join('')).toContain(`${NEW} is still on its way`);
    expect(calls.filter((call) => call.startsWith('sleep'))).toHaveLength(30);
    expect(steps.at(-1)?.text).toContain(`::warning title=web::put back: ${OLD}`);
  });

  it('that fails its test is taken back, and the job fails', () => {
    const { steps, calls } = run('staging', { ...aws([BEFORE, AFTER, BEFORE]), npx: FAILING });
    expect(steps.map(({ name, code }) => [name, code]).slice(-2)).toEqual([
      ['Smoke test', 1],
      ['Put the earlier task definition back', 0],
    ]);
    expect(calls).toContain('try https://staging.shop.example');
  });

  it('tells where the earlier one cannot be put back', () => {
    const { steps } = run('staging', { ...aws([BEFORE, AFTER, AFTER]), npx: FAILING });
    expect(steps.at(-1)).toMatchObject({ name: 'Put the earlier task definition back', code: 1 });
    expect(steps.at(-1)?.text).toContain(`::error title=web::${OLD} could not be put back`);
  });

  it('goes back to what has served whole, and not to what was on its way', () => {
    const state = service([
      { taskDefinition: 'half:1', rolloutState: 'IN_PROGRESS' },
      { taskDefinition: OLD, rolloutState: 'COMPLETED' },
    ]);
    expect(run('staging', aws([state, AFTER])).outputs['remember']).toEqual({ serving: OLD });
  });

  it.each([
    ['there is no such service', '{"services":[],"failures":[{"reason":"MISSING"}]}', 'no active service of this name'],
    ['it is going away', service([{ taskDefinition: OLD }], { status: 'DRAINING' }), 'no active service of this name'],
    [
      'nobody would roll it back',
      service([{ taskDefinition: OLD }], {
        deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: false } },
      }),
      'its deployment circuit breaker does not roll back: aws ecs update-service',
    ],
    [
      'it has no circuit breaker',
      service([{ taskDefinition: OLD }], { deploymentConfiguration: {} }),
      'does not roll back',
    ],
  ])('changes nothing where %s', (_, state, said) => {
    const { steps, calls } = run('staging', aws([state]));
    expect(steps.at(-1)).toMatchObject({ name: 'Remember what serves', code: 1 });
    expect(steps.at(-1)?.text).toContain(said);
    expect(changesOf(calls)).toEqual([]);
  });
});

describe('the task definition', () => {
  const rendered = (definition: object, programs: Programs = {}) =>
    run(
      'staging',
      {
        ...aws([BEFORE, AFTER]),
        ...programs,
        npx: 'jq -c "[.containerDefinitions[].image]" "$RUNNER_TEMP/ecs-task-definition.json" >> "$CALLS"',
      },
      {
        files: { 'deploy/task-definition.json': JSON.stringify(definition) },
      },
    );
  const container = (name: string, image: string) => ({ name, image });

  it.each([
    ['the only container', [container('web', 'whatever')], [`${IMAGE}@${DIGEST}`]],
    [
      'the containers that run the image, by whatever tag, digest or registry',
      [
        container('web', `${IMAGE}:v1`),
        container('worker', `9.dkr.ecr.eu-west-1.amazonaws.com/shop/web@sha256:${'c'.repeat(64)}`),
        container('proxy', 'nginx:1.27'),
        container('other', `${IMAGE}-tools:1`),
      ],
      [`${IMAGE}@${DIGEST}`, `${IMAGE}@${DIGEST}`, 'nginx:1.27', `${IMAGE}-tools:1`],
    ],
  ])('has the image by its digest in %s', (_, containerDefinitions, images) => {
    expect(rendered({ containerDefinitions }).calls).toContain(JSON.stringify(images));
  });

  it('is refused where nobody can tell which container is meant', () => {
    const { steps, calls } = rendered({ containerDefinitions: [container('a', 'x'), container('b', 'y:1')] });
    expect(steps.map(({ name, code }) => [name, code])).toContainEqual(['Write the task definition', 5]);
    expect(steps.map(({ text }) => text).join('')).toContain('none of its containers has the image');
    expect(steps.at(-1)?.name).toBe('Put the earlier task definition back');
    expect(calls.filter((call) => call.startsWith('npx'))).toEqual([]);
  });

  it('is the newest of its family where it is no file', () => {
    const { calls, steps } = run('production', aws([BEFORE, AFTER]), {}, ONE_ACCOUNT);
    expect(steps.map(({ code }) => code)).toEqual(steps.map(() => 0));
    expect(calls).toContain(
      'aws ecs describe-task-definition --task-definition shop-web --query taskDefinition --output json',
    );
  });
});

describe('an image for another account', () => {
  const docker = (digest: string) =>
    `case "$*" in "login "*) cat >> "$CALLS"; echo >> "$CALLS" ;; "buildx imagetools inspect "*) echo '{"digest":"${digest}"}' ;; esac`;

  it('is copied from the one where it was tried, and stays the same', () => {
    const { steps, calls, outputs } = run('production', { ...aws([BEFORE, AFTER]), docker: docker(DIGEST) });
    expect(steps.map(({ code }) => code)).toEqual(steps.map(() => 0));
    expect(changesOf(calls).filter((call) => call.startsWith('docker'))).toEqual([
      'docker login --username AWS --password-stdin 111111111111.dkr.ecr.eu-central-1.amazonaws.com',
      `docker buildx imagetools create --prefer-index=false --tag ${OTHER}:abc1234 ${IMAGE}@${DIGEST}`,
      `docker buildx imagetools inspect --format {{json .Manifest}} ${OTHER}:abc1234`,
    ]);
    expect(calls).toContain('aws ecr get-login-password --region eu-central-1');
    expect(outputs['promote']).toEqual({ image: `${OTHER}@${DIGEST}` });
  });

  it('is not deployed where the copy is another one', () => {
    const { steps, calls } = run('production', { ...aws([BEFORE]), docker: docker('sha256:other') });
    expect(steps.at(-1)).toMatchObject({ name: 'Copy the image that was tried', code: 1 });
    expect(calls.filter((call) => call.startsWith('aws ecs'))).toEqual([]);
  });
});

describe('the build', () => {
  const docker = (digests: string) => `case "$*" in "image inspect "*) echo '${digests}' ;; esac`;
  const build = (digests: string) =>
    runJob(jobsOf(ECS)['build'] as never, {
      programs: { docker: docker(digests) },
      given: { 'steps.ecr.outputs.registry': '111111111111.dkr.ecr.eu-central-1.amazonaws.com' },
    });

  it('pushes the image and says under which digest', () => {
    const { calls, outputs } = build(`other/web@sha256:${'d'.repeat(64)}\n${IMAGE}-tools@sha256:1\n${IMAGE}@${DIGEST}`);
    expect(outputs['push']).toEqual({ image: IMAGE, digest: DIGEST });
    expect(calls.slice(0, 3)).toEqual([
      'docker build --file Dockerfile --tag lattice-build:abc1234 .',
      `docker tag lattice-build:abc1234 ${IMAGE}:abc1234`,
      `docker push ${IMAGE}:abc1234`,
    ]);
  });

  it('fails where nobody knows the digest', () => {
    const { steps, outputs } = build('');
    expect(steps.at(-1)).toMatchObject({ name: 'Push the image', code: 1 });
    expect(outputs['push']).toEqual({});
  });
});
