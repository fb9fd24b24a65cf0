import { describe, expect, it } from 'vitest';
import { diagnoseSwallowed } from '../../src/diagnoses/swallowed.ts';
import { factsWithTasks } from '../support/facts.ts';
import { npmScript, script, step, task, WORKFLOW } from '../support/written-commands.ts';

describe('a check that passes whatever it finds', () => {
  it.each([
    script('ruff check . || true'),
    script('npm test || exit 0'),
    task('flake8 --exit-zero src'),
    npmScript('eslint . || true'),
  ])('in a task (%#)', (facts) => {
    expect(diagnoseSwallowed(facts)).toMatchObject([{ id: 'swallowed-failure', severity: 'finding' }]);
  });

  it('is none where a gate judges what the scanner writes', () => {
    const scans = [{ gate: 'findings', input: 'a.json', pattern: 'a.json', isSure: true }];
    expect(diagnoseSwallowed(factsWithTasks([{ check: [['bandit', '--exit-zero']], scans }]))).toEqual([]);
  });

  it.each([
    step('pip install x\npytest || true'),
    step('mypy src', true),
    step('npm run lint', true),
    step(undefined, true, 'aquasecurity/trivy-action@v1'),
  ])('in a workflow (%#)', (facts) => {
    expect(diagnoseSwallowed(facts)).toMatchObject([
      { id: 'swallowed-gate', severity: 'finding', file: WORKFLOW, line: 7 },
    ]);
  });

  it.each([step('pytest'), step('npm ci', true), step('rm x || true'), step('', true, 'actions/checkout@v4')])(
    'is no step that checks nothing, or counts (%#)',
    (facts) => {
      expect(diagnoseSwallowed(facts)).toEqual([]);
    },
  );
});
