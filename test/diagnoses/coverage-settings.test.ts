import { expect, it } from 'vitest';
import { readCoverageSettings } from '../../src/diagnoses/coverage-settings.ts';

const read = (text: string) => readCoverageSettings({ file: 'pyproject.toml', text });

it('reads thresholds with their lines, and whether they are precise', () => {
  const text =
    '[tool.coverage.report]\nfail_under = 90\n[tool.pytest.ini_options]\naddopts = ["--cov-fail-under=85.5"]\n';
  expect(read(text)).toEqual({
    thresholds: [
      { name: 'fail_under', value: '90', line: 2 },
      { name: '--cov-fail-under', value: '85.5', line: 4 },
    ],
    isPrecise: false,
  });
  expect(read('[report]\nprecision = 2\n').isPrecise).toBe(true);
  expect(read('[pytest]\naddopts = --cov-precision=2\n').isPrecise).toBe(true);
});

it('reads nothing of other tools, and no comment', () => {
  const text = '[tool.other]\nfail_under = 90\nprecision = 2\n[report]\n# fail_under = 80\nprecision = 0\n';
  expect(read(text)).toEqual({ thresholds: [], isPrecise: false });
});
