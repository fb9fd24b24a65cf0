import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { makeProject, type Project } from '../support/project.ts';

const PR = '.github/workflows/lattice-pr.yml';
const TIERS = {
  fast: {
    on: ['pre-commit', 'pull_request'],
    tasks: {
      files: { run: ['sh', '-c', 'cat "$@" > /dev/null && ! grep -l bad "$@"', 'sh', '{files}'], files: '*.txt' },
      workflows: { uses: 'ci-check' },
    },
  },
};

let project: Project;
beforeAll(() => {
  project = makeProject({ 'a.txt': 'a\n' }, { tiers: TIERS });
});
afterAll(() => project.remove());

it('refuses a workflow that drifted, and judges of a pull request what it changes, as the workflow says', () => {
  expect(project.lattice(['ci', 'generate']).code).toBe(0);
  expect(project.tryCommit('workflows')).toMatchObject({ code: 0 });

  project.write(PR, project.read(PR).replace('timeout-minutes: 30', 'timeout-minutes: 60'));
  const refused = project.tryCommit();
  expect(refused.code).toBe(1);
  expect(refused.output).toContain('✗ workflows');
  expect(refused.output).toContain(`${PR}:`);
  expect(project.lattice(['ci', 'generate']).code).toBe(0);

  // What GitHub makes of a pull request, in a branch that has gone on meanwhile, with something bad in it.
  project.git('checkout', '--quiet', '-b', 'change');
  project.commit({ 'b.txt': 'b\n' });
  project.git('checkout', '--quiet', 'main');
  project.commit({ 'c.txt': 'bad\n' });
  project.git('checkout', '--quiet', '--detach');
  project.git('merge', '--quiet', '--no-verify', '--no-edit', 'change');
  const { jobs } = parse(project.read(PR)) as { jobs: { fast: { steps: { id?: string; run?: string }[] } } };
  const step = jobs.fast.steps.find(({ id }) => id === 'lattice');
  const env = { CI: 'true', BASE: 'HEAD^1', RECORD: path.join(project.folder, 'record.json') };
  const ended = project.start(['bash', '-euo', 'pipefail', '-c', step?.run ?? ''], { env });
  expect(ended).toMatchObject({ code: 0, output: expect.stringContaining('✓ files  1 file') });
  expect(JSON.parse(readFileSync(env.RECORD, 'utf8')).checks).toMatchObject([
    { task: 'files', status: 'passed', files: 1 },
    { task: 'workflows', status: 'skipped', reason: 'no-files' },
  ]);
});
