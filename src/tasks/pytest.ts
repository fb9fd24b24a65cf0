import type { Detection, RepositoryFacts } from '../core/contracts/detection.ts';
import type { ProgramExit } from '../core/contracts/judgment.ts';
import type { Options } from '../core/contracts/schema.ts';
import type { ToolKind } from '../core/contracts/tasks.ts';
import { readRegressions } from '../tool-output/benchmark-regressions.ts';
import { firstFile, pythonSection, testTask, untested } from '../tool-output/detection.ts';
import { readReproductions } from '../tool-output/hypothesis.ts';
import { PYTHON_LOCK_FILES } from '../tool-output/lock-files.ts';
import { missingPlugins } from '../tool-output/pytest-plugins.ts';
import { pytestExcerpt, readPytestFailures } from '../tool-output/pytest-report.ts';
import { broken, passed } from '../tool-output/verdicts.ts';

const REPORT = '{scratch}/coverage.json';
const COVERAGE = ['--cov', '--cov-branch', `--cov-report=json:${REPORT}`, '--cov-fail-under=0'];

/** Unlike `python -m pytest`, the program does not search the folder that it is started in. */
const OWN_MODULES =
  'modules of the project are found with `pythonpath` in the config of pytest, or after `pip install -e .`';

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

/** `false`: each once, as a test. `true`: measured. A limit such as `mean:10%`: compared with the last saved run. */
function benchmarkFlags(benchmark: unknown): readonly string[] {
  if (typeof benchmark === 'string') return ['--benchmark-compare', `--benchmark-compare-fail=${benchmark}`];
  if (typeof benchmark !== 'boolean') return [];
  return [benchmark ? '--benchmark-enable' : '--benchmark-disable'];
}

/** What helps where pytest could not run: the plugin to install, or what keeps it from finding tests. */
function advice(exit: ProgramExit): string | undefined {
  return missingPlugins(exit) ?? (exit.code === 5 ? 'no tests were collected' : undefined);
}

/** Tests that could not be imported end the run with 2: the message says which, as nothing is kept but the message. */
function interrupted(exit: ProgramExit, failures: ReturnType<typeof readPytestFailures>): string | undefined {
  const reasons = failures.map(({ file, message }) =>
    message.includes(file ?? '\0') ? message : `${file}: ${message}`,
  );
  if (exit.code !== 2 || reasons.length === 0) return undefined;
  const isUnfound = reasons.some((reason) => reason.includes("No module named '"));
  return [...reasons.slice(0, 5), ...(isUnfound ? [OWN_MODULES] : [])].join('; ');
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
    coverage: z.optional(z.boolean()),
    profile: z.optional(z.string()),
    seed: z.optional(z.number()),
    xdist: z.optional(z.boolean()),
    timeout: z.optional(z.number()),
    benchmark: z.optional(z.union([z.boolean(), z.string()])),
  }),
  // Tests may read any file. A project where they do not says so under `files`, and its tests run less often.
  files: ['**/*'],
  scope: 'project',
  inputs: ['**/pytest.ini', '**/tox.ini', '**/setup.cfg', '**/conftest.py', '**/.coveragerc', ...PYTHON_LOCK_FILES],
  check: (options) => [['pytest', '-q', '--color=no', ...coverageFlags(options), ...pluginFlags(options)]],
  // What coverage.py collects: `.coverage` in the worktree is somebody's own, or would be there for git to see.
  variables: { COVERAGE_FILE: '{scratch}/coverage' },
  coverage: ({ coverage }) => (coverage === false ? [] : [REPORT]),

  judge(exit, context) {
    if (exit.code === 0) return passed();
    const failures = exit.code <= 2 ? readPytestFailures(exit.stdout, context) : [];
    const findings = [...failures, ...readRegressions(exit)];
    if (exit.code !== 1 || findings.length === 0)
      return broken('pytest', exit, advice(exit) ?? interrupted(exit, failures));
    const again = readReproductions(exit.stdout);
    return { status: 'failed', findings: [...findings, ...again], output: pytestExcerpt(exit.stdout) };
  },

  detect,
} satisfies ToolKind;
