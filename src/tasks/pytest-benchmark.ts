import type { ToolKind } from '../core/contracts/tasks.ts';
import { option } from '../core/option.ts';
import { benchmarkLimits, readBenchmarks, slowBenchmarks, unmeasured } from '../measures/benchmarks.ts';
import { readRegressions } from '../tool-output/benchmark-regressions.ts';
import { findingAt } from '../tool-output/findings.ts';
import { PYTHON_LOCK_FILES } from '../tool-output/lock-files.ts';
import { PYTEST_CONFIGS } from '../tool-output/pytest-configs.ts';
import { missingPlugins } from '../tool-output/pytest-plugins.ts';
import { pytestExcerpt, readPytestFailures } from '../tool-output/pytest-report.ts';
import { broken } from '../tool-output/verdicts.ts';

const TIMES = '{scratch}/benchmarks.json';

export default {
  type: 'tool',
  summary: 'Measures benchmarks with pytest-benchmark and refuses those that take too long',
  tool: { program: 'pytest', ecosystem: 'python', package: 'pytest-benchmark' },
  options: (z) => ({
    limits: benchmarkLimits(z),
    compare: option(
      z,
      z.string().check(z.minLength(1)),
      'how much slower it may be than the last run that was saved, such as `mean:10%`',
    ),
  }),
  // Benchmarks may read any file. A project where they do not says so under `files`.
  files: ['**/*'],
  scope: 'project',
  inputs: [...PYTEST_CONFIGS, ...PYTHON_LOCK_FILES],
  check: ({ compare }) => [
    [
      ...['pytest', '-q', '--color=no', '--benchmark-only', `--benchmark-json=${TIMES}`],
      ...(typeof compare === 'string' ? ['--benchmark-compare', `--benchmark-compare-fail=${compare}`] : []),
    ],
  ],
  results: () => [TIMES],

  judge(exit, context) {
    const benchmarks = readBenchmarks(context.results[0]) ?? [];
    if (exit.code > 1) return broken('pytest-benchmark', exit, missingPlugins(exit));
    const failures = exit.code === 1 ? readPytestFailures(exit.stdout, context) : [];
    const slow = slowBenchmarks(benchmarks, context.options).map((message) => findingAt('error', message, {}));
    const findings = [...failures, ...readRegressions(exit), ...slow];
    if (findings.length > 0) return { status: 'failed', findings, output: pytestExcerpt(exit.stdout) };
    // With tests alone it skips them all and ends with 0.
    if (exit.code === 1 || benchmarks.length === 0)
      return broken('pytest-benchmark', exit, 'no benchmark was measured');
    const missing = unmeasured(benchmarks, context.options);
    if (missing.length > 0) return { status: 'broken', message: `nothing was measured of ${missing.join(', ')}` };
    // Another machine, or this one in a minute, is as fast as it is.
    return { status: 'passed', lasting: false };
  },

  detect(repository) {
    if (!repository.pythonPackages.has('pytest-benchmark')) return undefined;
    const note =
      'it is installed; as it measures best where nothing else runs, `"uses": "pytest-benchmark"` belongs in a tier of its own';
    return { found: false, note };
  },
} satisfies ToolKind;
