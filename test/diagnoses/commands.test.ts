import { describe, expect, it } from 'vitest';
import { diagnoseCoverageRounding } from '../../src/diagnoses/coverage-rounding.ts';
import { diagnoseOldCommands } from '../../src/diagnoses/old-commands.ts';
import { diagnoseSwallowed } from '../../src/diagnoses/swallowed.ts';
import { factsWithTasks, makeConfigs, makeFacts, makeTier } from '../support/facts.ts';

const WORKFLOW = '.github/workflows/ci.yml';
const task = (line: string) => factsWithTasks([{ check: [line.split(' ')] }]);
const script = (text: string) => factsWithTasks([{ check: [['sh', '-c', text]] }]);
const step = (run: string, isForgiven = false, uses?: string) =>
  makeFacts({ steps: [{ file: WORKFLOW, line: 7, run, uses, isForgiven }] });
const setting = (file: string, text: string) => makeFacts({ settings: [{ file, text }] });

describe('a threshold that rounds', () => {
  it.each([
    task('pytest --cov-fail-under=90'),
    task('uv run pytest --cov-fail-under 89.5 -q'),
    script('cd x && coverage report --fail-under=90'),
    step('pytest --cov --cov-fail-under=90'),
    setting('pyproject.toml', '[tool.coverage.report]\nfail_under = 90\n'),
    setting('.coveragerc', '[report]\nfail_under = 90\n'),
    setting('setup.cfg', '[coverage:report]\nfail_under=92.5\n'),
    setting('pyproject.toml', '[tool.pytest.ini_options]\naddopts = "--cov-fail-under=90"\n'),
  ])('is a finding (%#)', (facts) => {
    expect(diagnoseCoverageRounding(facts)).toMatchObject([{ id: 'coverage-rounding', severity: 'finding' }]);
  });

  it.each([
    task('pytest --cov-fail-under=90 --cov-precision=2'),
    task('pytest --cov-fail-under=100'),
    task('pytest --cov-fail-under=0'),
    task('echo --cov-fail-under=90'),
    setting('.coveragerc', '[report]\nprecision = 2\nfail_under = 90\n'),
    setting('pyproject.toml', '[tool.docstr_coverage]\nfail_under = 90\n'),
    setting('.coveragerc', '[report]\n# fail_under = 90\n'),
  ])('is none where nothing rounds (%#)', (facts) => expect(diagnoseCoverageRounding(facts)).toEqual([]));

  it('of a command is precise where its settings are', () => {
    const settings = [{ file: 'pyproject.toml', text: '[tool.coverage.report]\nprecision = 2\n' }];
    expect(diagnoseCoverageRounding({ ...task('pytest --cov-fail-under=90'), settings })).toEqual([]);
  });

  it('in settings is advice where a gate judges the same coverage', () => {
    const configs = makeConfigs([makeTier({ gates: { coverage: {} } })]);
    const facts = { ...setting('.coveragerc', '[report]\nfail_under = 90\n'), configs };
    expect(diagnoseCoverageRounding(facts)).toMatchObject([{ severity: 'advice', file: '.coveragerc', line: 2 }]);
  });
});

describe('a scanner that does something else than it looks like', () => {
  it.each([
    ['bandit -r src -ll', ['severity-flag', 'advice']],
    ['bandit -rll src', ['severity-flag', 'advice']],
    ['safety check --full-report', ['retired-command', 'finding']],
    ['mutmut run --paths-to-mutate=src --no-progress', ['retired-command', 'finding']],
  ])('%s', (line, expected) => {
    for (const facts of [task(line), step(line)])
      expect(diagnoseOldCommands(facts).map(({ id, severity }) => [id, severity])).toEqual([expected]);
  });

  it.each(['bandit -r src -lll', 'bandit -l', 'safety scan', 'mutmut run --max-children 2', 'echo safety check'])(
    '%s is right',
    (line) => {
      expect(diagnoseOldCommands(task(line))).toEqual([]);
    },
  );
});

describe('a check that passes whatever it finds', () => {
  it.each([script('ruff check . || true'), script('npm test || exit 0'), task('flake8 --exit-zero src')])(
    'in a task (%#)',
    (facts) => {
      expect(diagnoseSwallowed(facts)).toMatchObject([{ id: 'swallowed-failure', severity: 'finding' }]);
    },
  );

  it('is none where a gate judges what the scanner writes', () => {
    const scans = [{ gate: 'findings', input: 'a.json', pattern: 'a.json', isSure: true }];
    expect(diagnoseSwallowed(factsWithTasks([{ check: [['bandit', '--exit-zero']], scans }]))).toEqual([]);
  });

  it.each([
    step('pip install x\npytest || true'),
    step('mypy src', true),
    step('npm run lint', true),
    makeFacts({
      steps: [{ file: WORKFLOW, line: 7, run: undefined, uses: 'aquasecurity/trivy-action@v1', isForgiven: true }],
    }),
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
