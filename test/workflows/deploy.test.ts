import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { CiDeploy } from '../../src/core/ci.ts';
import { workflowFiles } from '../../src/workflows/workflows.ts';
import { CLOUD_RUN, deployPlan, ECS, jobsOf, scriptsOf } from '../support/deploy-lab.ts';

const TWO_REGISTRIES: CiDeploy = {
  ...CLOUD_RUN,
  build: { context: 'web', dockerfile: 'web/Dockerfile' },
  traffic: [5],
  production: { ...CLOUD_RUN.production, image: 'us-docker.pkg.dev/shop-production/shop/web' },
};
const MACHINE = {
  env: { TOKEN: `\${{ secrets.SMOKE_TOKEN }}` },
  node: ['20', '22'],
  runsOn: ['ubuntu-24.04', 'macos-15'],
};

describe('the workflow of a deployment', () => {
  it.each([CLOUD_RUN, TWO_REGISTRIES, ECS])('holds no expression in what a shell reads: $to', (deploy) => {
    const scripts = scriptsOf(jobsOf(deploy, MACHINE));
    expect(scripts.filter(([, script]) => script.includes('${{'))).toEqual([]);
    expect(scripts.filter(([, script]) => !script.startsWith('set -euo pipefail\n'))).toEqual([]);
  });

  it.each([CLOUD_RUN, ECS])('gives each job what it needs and no more, and never stops one: $to', (deploy) => {
    const jobs = jobsOf(deploy);
    expect(Object.keys(jobs)).toEqual(['build', 'staging', 'production']);
    for (const job of Object.values(jobs)) {
      expect(job.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
      expect(job['timeout-minutes']).toBeGreaterThan(0);
    }
    expect(jobs['production']).toMatchObject({
      needs: ['build', 'staging'],
      environment: { name: 'production' },
      concurrency: { 'cancel-in-progress': false },
    });
  });

  it.each([CLOUD_RUN, ECS])(
    'signs in only after code of the project was installed, and after the build: $to',
    (deploy) => {
      for (const { steps } of Object.values(jobsOf(deploy))) {
        const names = steps.map((step) => ('run' in step ? step.run : step.uses.action));
        const signIn = names.findIndex((name) => /^(google-github-actions\/auth|aws-actions\/configure)/.test(name));
        const own = names.findIndex((name) => /docker build|npm ci/.test(name));
        expect(own).toBeGreaterThan(0);
        expect(signIn).toBeGreaterThan(own);
      }
    },
  );

  it('is none where nothing is deployed', () => {
    const { deploy: _, ...ci } = deployPlan(ECS).ci;
    expect(workflowFiles({ ...deployPlan(ECS), ci }).map(({ name }) => name)).not.toContain('lattice-deploy.yml');
  });

  it.skipIf(spawnSync('shellcheck', ['--version']).status !== 0)('is made of shell that nobody objects to', () => {
    const scripts = [CLOUD_RUN, TWO_REGISTRIES, ECS].flatMap((deploy) => scriptsOf(jobsOf(deploy)));
    for (const script of new Set(scripts.map(([, one]) => one))) {
      const { stdout, status } = spawnSync('shellcheck', ['--shell=bash', '-'], {
        input: script,
        encoding: 'utf8',
      });
      expect(stdout).toBe('');
      expect(status).toBe(0);
    }
  });
});
