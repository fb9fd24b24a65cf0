import { describe, expect, it } from 'vitest';
import { complaint, load, writeFolder } from './project.ts';

const FILE = '.lattice-hooksrc.json';
const config = (ci: unknown, on: unknown = 'pull_request') => ({
  [FILE]: { tiers: { fast: { on, tasks: { a: { run: 'a' } } } }, ci },
});
const CLOUD_RUN = {
  ...{ project: 'p', region: 'europe-west1', service: 's', image: 'europe-west1-docker.pkg.dev/p/images/app' },
  identityProvider: 'projects/1/locations/global/workloadIdentityPools/ci/providers/github',
  serviceAccount: 'deploy@p.iam.gserviceaccount.com',
};

describe('ci', () => {
  it('has everything that holds without it', async () => {
    expect((await load(writeFolder(config(undefined)))).ci).toBeUndefined();
    const given = { node: '24', tiers: { fast: { runsOn: ['a', 'b'], install: [] } }, runnerLabels: ['mine'] };
    expect((await load(writeFolder(config(given)))).ci).toEqual({
      runsOn: ['ubuntu-24.04'],
      node: ['24'],
      python: ['3.12'],
      install: ['npm ci'],
      timeout: 30,
      env: {},
      tiers: { fast: { runsOn: ['a', 'b'], install: [] } },
      runnerLabels: ['mine'],
    });
  });

  it.each<[string, unknown, string]>([
    ['a version that is a number', { node: 22 }, 'ci.node: expected a text'],
    ['no runner at all', { runsOn: [] }, 'ci.runsOn: expected a list that is not empty'],
    ['half a minute', { timeout: 0.5 }, 'ci.timeout'],
    ['a variable that none can be called', { env: { 'a-b': '' } }, 'a name of a variable'],
    ['a key that is written wrong', { runOn: 'x' }, 'did you mean'],
    ['a tier that there is not', { tiers: { fats: {} } }, 'ci.tiers.fats: there is no tier fats; did you mean fast?'],
    [
      'an expression in a command',
      { tiers: { fast: { install: ['npm ci', `echo \${{ github.token }}`] } } },
      `ci.tiers.fast.install: echo \${{ github.token }} holds \${{: name the value under env`,
    ],
    [
      'a smoke tier that there is not',
      { deploy: { to: 'gcp-cloud-run', branch: 'main', smoke: 'smoke', staging: CLOUD_RUN, production: CLOUD_RUN } },
      'ci.deploy.smoke: there is no tier smoke',
    ],
    [
      'an environment that lacks something',
      { deploy: { to: 'aws-ecs', branch: 'main', smoke: 'fast', staging: {}, production: {} } },
      'ci.deploy.staging lacks the key region',
    ],
    ['a place that nobody knows', { deploy: { to: 'heroku' } }, 'ci.deploy'],
  ])('is refused with %s', async (_what, ci, message) => {
    expect((await complaint(config(ci))).replaceAll('`', '')).toContain(message);
  });

  it('is refused with a name that GitHub would fill in', async () => {
    const tiers = { 'a${{b': { on: ['pre-commit', 'manual'], tasks: { a: { run: 'a' } } } };
    const said = await complaint({ [FILE]: { tiers } });
    expect(said.match(/manual|pre-commit/g)).toEqual(['manual']);
  });

  it('is refused with a time that is none', async () => {
    expect(await complaint(config({}, ['manual', 'schedule:nightly']))).toMatch(
      /lattice-hooksrc\.json:\d+:\d+.*`schedule:nightly`: it needs five fields/s,
    );
  });
});
