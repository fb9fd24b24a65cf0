import { describe, expect, it } from 'vitest';
import { CLOUD_RUN, jobsOf } from '../support/deploy-lab.ts';
import { type Programs, runJob } from '../support/job-runner.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const BUILT = {
  'needs.build.outputs.image': CLOUD_RUN.staging.image,
  'needs.build.outputs.digest': DIGEST,
};

/** gcloud over a service whose state is a file of JSON: what `describe` says of it. */
const GCLOUD = `
service="$STATE/service.json"
case "$*" in
  "run services list "*) [ ! -f "$service" ] || echo shop ;;
  "run services describe "*) cat "$service" ;;
  "run deploy "*"--no-traffic --tag candidate "*)
    [ -f "$service" ] || { echo "--no-traffic not supported when creating a new service." >&2; exit 1; }
    jq '.status.traffic |= map(select(.tag != "candidate")) | .status.traffic += [{revisionName: "shop-2", tag: "candidate", url: "https://candidate---shop.run.app"}]' "$service" > "$service.new"
    mv "$service.new" "$service" ;;
  "run deploy "*)
    echo '{"status":{"url":"https://shop.run.app","latestReadyRevisionName":"shop-2","traffic":[{"revisionName":"shop-2","percent":100,"latestRevision":true}]}}' > "$service" ;;
esac`;

const SERVING = (traffic: unknown) =>
  JSON.stringify({ status: { url: 'https://shop.run.app', latestReadyRevisionName: 'shop-1', traffic } });

/** gcloud, of a service that has this traffic. */
function serviceWith(traffic: unknown, npx = ''): Programs {
  const begin = `[ -f "$STATE/begun" ] || { touch "$STATE/begun"; echo '${SERVING(traffic)}' > "$STATE/service.json"; }`;
  return { gcloud: `${begin}\n${GCLOUD}`, npx };
}

const ONE = [
  { revisionName: 'shop-1', percent: 100, latestRevision: true },
  { revisionName: 'shop-1', tag: 'candidate', url: 'https://candidate---shop.run.app' },
];
/** A tier that fails at this try, and says by which address it tries. */
const failingAt = (attempt: number) => `
echo "try $BASE_URL" >> "$CALLS"
count=$(($(cat "$STATE/tries" 2> /dev/null || echo 0) + 1)); echo "$count" > "$STATE/tries"
[ "$count" -ne ${attempt} ]`;

/** Calls by what they are about. */
function shortly(calls: readonly string[]): readonly string[] {
  return calls.flatMap((call) => {
    if (call.startsWith('try ')) return [call];
    const [, percent] = /update-traffic shop .* --to-revisions (\S+)/.exec(call) ?? [];
    if (percent !== undefined) return [percent];
    return call.startsWith('gcloud run deploy') ? ['deploy'] : [];
  });
}

const run = (environment: string, programs: Programs, deploy = CLOUD_RUN) =>
  runJob(jobsOf(deploy)[environment] as never, { programs, given: BUILT });

describe('a deployment to production on Cloud Run', () => {
  it('is tried by its tag before it has traffic, and gets that bit by bit, by its name', () => {
    const { steps, calls, outputs } = run('production', serviceWith(ONE, failingAt(0)));
    expect(steps.map(({ code }) => code)).toEqual(steps.map(() => 0));
    expect(shortly(calls)).toEqual([
      'deploy',
      'try https://candidate---shop.run.app',
      'shop-2=10',
      'try https://candidate---shop.run.app',
      'shop-2=50',
      'try https://candidate---shop.run.app',
      'shop-2=100',
      'try https://shop.run.app',
    ]);
    expect(calls).toContain(
      `gcloud run deploy shop --project shop-production --region europe-west1 --image ${CLOUD_RUN.production.image}@${DIGEST} --no-traffic --tag candidate --quiet`,
    );
    expect(outputs['deploy']).toEqual({
      serving: 'shop-1=100',
      revision: 'shop-2',
      url: 'https://candidate---shop.run.app',
      address: 'https://shop.run.app',
    });
    expect(calls).toContain(
      'npx --no-install lattice-hooks run smoke --all --no-cache --report text github json=~/temp/lattice-smoke/4.json',
    );
  });

  it.each([
    [1, []],
    [2, ['shop-2=10']],
    [3, ['shop-2=10', 'shop-2=50']],
    [4, ['shop-2=10', 'shop-2=50', 'shop-2=100']],
  ])('that fails at try %i is taken back, and the job fails', (attempt, shares) => {
    const { steps, calls } = run('production', serviceWith(ONE, failingAt(attempt)));
    const moved = shortly(calls).filter((call) => !call.startsWith('try'));
    expect(moved).toEqual(['deploy', ...shares, 'shop-1=100']);
    expect(steps.filter(({ code }) => code !== 0)).toHaveLength(1);
    expect(steps.at(-1)?.text).toContain('::warning title=shop::put back: shop-1=100');
  });

  it('gives back what several revisions had', () => {
    const traffic = [
      { revisionName: 'shop-0', percent: 40 },
      { revisionName: 'shop-1', percent: 50 },
      { revisionName: 'shop-1', percent: 10, latestRevision: true },
    ];
    const { calls } = run('production', serviceWith(traffic, failingAt(2)));
    expect(shortly(calls).at(-1)).toBe('shop-0=40,shop-1=60');
  });

  it('has its traffic back where it could not be deployed', () => {
    const gcloud = `case "$*" in "run deploy"*) exit 1 ;; esac\n${serviceWith(ONE)['gcloud']}`;
    const { steps, calls } = run('production', { gcloud });
    expect(steps.map(({ name, code }) => [name, code]).slice(-2)).toEqual([
      ['Deploy without traffic', 1],
      ['Put the earlier revision back', 0],
    ]);
    expect(shortly(calls)).toEqual(['deploy', 'shop-1=100']);
  });

  it('changes nothing where it cannot be told what serves', () => {
    const gcloud = 'case "$*" in "run services list"*) echo "permission denied" >&2; exit 1 ;; esac';
    const { steps, calls } = run('production', { gcloud });
    expect(steps.at(-1)).toMatchObject({ name: 'Deploy without traffic', code: 1 });
    expect(shortly(calls)).toEqual([]);
  });
});

describe('the first deployment to Cloud Run', () => {
  it('has all traffic at once, is tried at its own address, and has nothing to be moved', () => {
    const { steps, calls } = run('staging', { gcloud: GCLOUD, npx: failingAt(0) });
    expect(steps.map(({ code }) => code)).toEqual(steps.map(() => 0));
    expect(shortly(calls)).toEqual(['deploy', 'try https://shop.run.app']);
    expect(calls.some((call) => call.includes('--no-traffic'))).toBe(false);
    expect(steps.map(({ text }) => text).join('')).toContain('::notice title=shop::first deployment');
  });

  it('fails with its test, and there is nothing to put back', () => {
    const { steps, calls } = run('production', { gcloud: GCLOUD, npx: failingAt(1) });
    expect(steps.at(-1)).toMatchObject({ name: 'Smoke test before any traffic', code: 1 });
    expect(shortly(calls)).toEqual(['deploy', 'try https://shop.run.app']);
  });

  it('is made again where an earlier one never got ready', () => {
    const { calls } = run('staging', serviceWith([], failingAt(0)));
    expect(shortly(calls)).toEqual(['deploy', 'try https://shop.run.app']);
  });
});

describe('a deployment to staging on Cloud Run', () => {
  it('has all traffic once it was tried', () => {
    const { calls } = run('staging', serviceWith(ONE, failingAt(0)));
    expect(shortly(calls)).toEqual([
      'deploy',
      'try https://candidate---shop.run.app',
      'shop-2=100',
      'try https://shop.run.app',
    ]);
  });
});

describe('code of the project', () => {
  it('sees no key of the job that it runs in', () => {
    const look = (who: string) => `env | sed -n 's/=key$/ is seen by ${who}/p' >> "$CALLS"`;
    const gcloud = `${serviceWith(ONE)['gcloud']}\n${look('gcloud')}`;
    const programs = { gcloud, npx: look('code'), npm: look('code') };
    const { calls } = runJob(jobsOf(CLOUD_RUN)['staging'] as never, { programs, given: BUILT });
    const seen = calls.filter((call) => / is seen by /.test(call) && !call.startsWith('AWS_'));
    expect(new Set(seen)).toEqual(new Set(GOOGLE_KEYS.map((name) => `${name} is seen by gcloud`)));
    expect(calls).toContain('npm ci');
  });
});

const GOOGLE_KEYS = [
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'ACTIONS_ID_TOKEN_REQUEST_URL',
  'CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE',
  'GOOGLE_APPLICATION_CREDENTIALS',
  'GOOGLE_GHA_CREDS_PATH',
];
