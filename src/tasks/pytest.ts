import type { Detection, RepositoryFacts } from '../core/contracts/detection.ts';
import type { Options } from '../core/contracts/schema.ts';
import type { ToolKind } from '../core/contracts/tasks.ts';
import { option } from '../core/option.ts';
import { affectedSchema, alwaysOf, nothingAffected, testCountIn, withCount } from '../tool-output/affected-tests.ts';
import { readRegressions } from '../tool-output/benchmark-regressions.ts';
import { firstFile, pythonSection, testTask, untested } from '../tool-output/detection.ts';
import { readReproductions } from '../tool-output/hypothesis.ts';
import { PYTHON_LOCK_FILES } from '../tool-output/lock-files.ts';
import { pytestAdvice } from '../tool-output/pytest-advice.ts';
import { PYTEST_CONFIGS } from '../tool-output/pytest-configs.ts';
import { pytestExcerpt, readPytestFailures } from '../tool-output/pytest-report.ts';
import { broken, passed } from '../tool-output/verdicts.ts';

const REPORT = '{scratch}/coverage.json';
const COVERAGE = ['--cov', '--cov-branch', `--cov-report=json:${REPORT}`, '--cov-fail-under=0'];

/** What of pytest we take part in, found by its name in a folder of ours. */
const PLUGIN = ['-p', 'lattice_hooks_affected', '--lattice-root={root}', '--lattice-changed={changed}'];

/** `--cov` alone would measure more than the sources that the arguments name. */
function coverageFlags({ coverage, args }: Options): readonly string[] {
  if (coverage === false) return [];
  const namesSource = [args ?? []].flat().some((word) => String(word).startsWith('--cov='));
  return namesSource ? COVERAGE.filter((flag) => flag !== '--cov') : COVERAGE;
}

function pluginFlags({ profile, seed, xdist, timeout, benchmark }: Options): readonly string[] {
  return [
    ...(typeof profile === 'string' ? [`--hypothesis-profile=${profile}`] : []),
    ...(typeof seed === 'number' ? [`--hypothesis-seed=${seed}`] : []),
    ...(xdist === true ? ['-n', 'auto', '--dist=loadfile'] : []),
    ...(typeof timeout === 'number' ? [`--timeout=${timeout}`] : []),
    ...benchmarkFlags(benchmark),
  ];
}

function commandFor(options: Options): readonly string[] {
  return ['pytest', '-q', '--color=no', ...coverageFlags(options), ...pluginFlags(options)];
}

/** `false`: each once, as a test. `true`: measured. A limit such as `mean:10%`: compared with the last saved run. */
function benchmarkFlags(benchmark: unknown): readonly string[] {
  if (typeof benchmark === 'string') return ['--benchmark-compare', `--benchmark-compare-fail=${benchmark}`];
  if (typeof benchmark !== 'boolean') return [];
  return [benchmark ? '--benchmark-enable' : '--benchmark-disable'];
}

function detect(repository: RepositoryFacts): Detection | undefined {
  const tests = [...repository.files].find((file) => /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/.test(file));
  const because =
    pythonSection(repository, 'tool.pytest', { 'tox.ini': 'pytest', 'setup.cfg': 'tool:pytest' }) ??
    firstFile(repository, ['pytest.ini', '.pytest.ini', 'pytest.toml', '.pytest.toml']) ??
    (repository.pythonPackages.has('pytest') ? 'Python package pytest' : undefined);
  if (because === undefined) {
    return tests === undefined
      ? undefined
      : { found: false, note: `${tests} looks like a test and pytest is not installed: pip install pytest` };
  }
  const measures = repository.pythonPackages.has('pytest-cov');
  const detection = {
    found: true,
    pace: 'thorough',
    because,
    ...testTask(untested(repository, 'python'), measures),
  } as const;
  if (measures) return { ...detection, gates: { coverage: { lines: 90, changed: 90 } } };
  return {
    ...detection,
    note: 'no coverage is measured; to measure it: pip install pytest-cov, then take out `"coverage": false` and add a gate',
  };
}

export default {
  type: 'tool',
  summary: 'Runs the tests with pytest and measures their coverage',
  tool: { program: 'pytest', ecosystem: 'python', package: 'pytest' },
  options: (z) => ({
    coverage: option(z, z.boolean(), 'whether coverage is measured, with pytest-cov; it is without it'),
    profile: option(z, z.string(), 'the profile of hypothesis'),
    seed: option(z, z.number(), 'the seed of hypothesis'),
    xdist: option(z, z.boolean(), 'whether tests run on all cores, with pytest-xdist'),
    timeout: option(z, z.number(), 'the seconds that a test may take, with pytest-timeout'),
    benchmark: option(
      z,
      z.union([z.boolean(), z.string()]),
      'whether benchmarks are measured, or how much slower than the last saved run they may be, such as `mean:10%`',
    ),
    affected: affectedSchema(z),
  }),
  // Tests may read any file. A project where they do not says so under `files`, and its tests run less often.
  files: ['**/*'],
  scope: 'project',
  inputs: [...PYTEST_CONFIGS, '**/.coveragerc*', ...PYTHON_LOCK_FILES],
  check: (options) => [commandFor(options)],
  affected(options) {
    const always = alwaysOf(options);
    if (always === undefined) return undefined;
    return {
      check: [[...commandFor(options), ...PLUGIN]],
      variables: { PYTHONPATH: '{runners}' },
      sources: ['**/*.py'],
      exceptions: ['**/__init__.py', '**/setup.py', '**/{noxfile,sitecustomize,usercustomize}.py', '**/.*/**'],
      always,
    };
  },
  // What coverage.py collects: `.coverage` in the worktree is somebody's own, or would be there for git to see.
  variables: { COVERAGE_FILE: '{scratch}/coverage' },
  coverage: ({ coverage }) => (coverage === false ? [] : [REPORT]),

  judge(exit, context) {
    if (exit.code === 0) return withCount(passed(), exit);
    if (exit.code === 5 && context.affectedBy !== undefined && testCountIn(exit)?.ran === 0)
      return nothingAffected(context);
    const failures = exit.code <= 2 ? readPytestFailures(exit.stdout, context) : [];
    const findings = [...failures, ...readRegressions(exit)];
    if (exit.code !== 1 || findings.length === 0) return broken('pytest', exit, pytestAdvice(exit, failures));
    const told = [...findings, ...readReproductions(exit.stdout)];
    return withCount({ status: 'failed', findings: told, output: pytestExcerpt(exit.stdout) }, exit);
  },

  detect,
} satisfies ToolKind;
