import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';

// GitHub's packages are built into ours: nothing of them is installed beside it.

let project: Project;

beforeAll(() => {
  project = makeProject(
    {
      '.github/workflows/a.yml': `on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo \${{ gihtub.sha }}\n`,
    },
    { tiers: { fast: { on: 'pre-commit', tasks: { workflows: { run: 'lattice-hooks ci lint', scope: 'project' } } } } },
  );
});
afterAll(() => project.remove());

it('reads workflows with the package alone, and its findings are those of the task that runs it', () => {
  const { code, stdout } = project.lattice(['run', 'fast', '--all', '--report', 'json']);
  const [check] = JSON.parse(stdout).checks;
  expect({ code, status: check.status }).toEqual({ code: 1, status: 'failed' });
  const errors = check.findings.filter(({ severity }: { severity: string }) => severity === 'error');
  expect(errors).toMatchObject([
    { file: '.github/workflows/a.yml', line: 6, message: expect.stringMatching(/gihtub/) },
  ]);
});
