import { describe, expect, it } from 'vitest';
import { diagnoseCoverageRounding } from '../../src/diagnoses/coverage-rounding.ts';
import { makeConfigs, makeFacts, makeTier } from '../support/facts.ts';
import { npmScript, script, step, task } from '../support/written-commands.ts';

const setting = (file: string, text: string) => makeFacts({ settings: [{ file, text }] });

describe('a threshold that rounds', () => {
  it.each([
    task('pytest --cov-fail-under=90'),
    task('uv run pytest --cov-fail-under 89.5 -q'),
    script('cd x && coverage report --fail-under=90'),
    npmScript('coverage report --fail-under=90'),
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
    setting('.coveragerc', '[report]\nfail_under = 100\n'),
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
