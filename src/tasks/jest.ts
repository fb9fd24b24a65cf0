import type { Options } from '../core/contracts/schema.ts';
import type { ToolKind } from '../core/contracts/tasks.ts';
import { option } from '../core/option.ts';
import { affectedSchema, alwaysOf, SCRIPT_EXCEPTIONS, testCountIn, withCount } from '../tool-output/affected-tests.ts';
import { detectNodeTool, firstFile, packageKey, scriptNames, testTask, untested } from '../tool-output/detection.ts';
import { readJestFailures } from '../tool-output/jest-json.ts';
import { NODE_LOCK_FILES } from '../tool-output/lock-files.ts';
import { broken, passed } from '../tool-output/verdicts.ts';

// `--json` writes the report to standard output, whatever reporters the config names, and all else to standard error.
const COMMAND = ['jest', '--ci', '--json', '--coverageThreshold={}'];
// The last one takes no values, so that what follows is no reporter.
const AFFECTED = ['--reporters=default', '--reporters={runners}/jest.cjs', '--passWithNoTests', '--findRelatedTests'];
const COVERAGE = ['--coverage', '--coverageReporters=json', '--coverageDirectory={scratch}/coverage'];
/** Also where it found no test at all: it says nothing then of what it knows. */
const UNSURE = { status: 'unsure', why: 'Jest found no test, or does not know every file that changed' } as const;
const CONFIGS = [...scriptNames('jest.config'), 'jest.config.json'];

function flags({ coverage }: Options): readonly string[] {
  return [...COMMAND, ...(coverage === false ? ['--coverage=false'] : COVERAGE)];
}

export default {
  type: 'tool',
  summary: 'Runs the tests with Jest and measures their coverage',
  tool: { program: 'jest', ecosystem: 'node', package: 'jest' },
  options: (z) => ({
    coverage: option(z, z.boolean(), 'whether coverage is measured; it is without it'),
    affected: affectedSchema(z),
  }),
  // Tests may read any file. A project where they do not says so under `files`, and its tests run less often.
  files: ['**/*'],
  scope: 'project',
  inputs: [
    '**/jest.config.*',
    '**/babel.config.*',
    '**/.babelrc*',
    '**/.swcrc',
    '**/tsconfig*.json',
    ...NODE_LOCK_FILES,
  ],
  check: (options) => [flags(options)],
  affected(options) {
    const always = alwaysOf(options);
    if (always === undefined) return undefined;
    return {
      check: [[...flags(options), ...AFFECTED, '--', '{changed}']],
      sources: ['**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}'],
      exceptions: SCRIPT_EXCEPTIONS,
      always,
    };
  },
  coverage: ({ coverage }) => (coverage === false ? [] : ['{scratch}/coverage/coverage-final.json']),

  judge(exit, context) {
    const isUnsure = context.affectedBy !== undefined && testCountIn(exit) === undefined;
    if (exit.code === 0) return isUnsure ? UNSURE : withCount(passed(), exit);
    // A wrong config and a run without a single test end with 1 as well, and leave no report.
    const failures = exit.code === 1 ? readJestFailures(exit.stdout, context) : undefined;
    if (failures === undefined || failures.findings.length === 0) return broken('Jest', exit);
    return withCount({ status: 'failed', ...failures }, exit);
  },

  detect(repository) {
    const config = firstFile(repository, CONFIGS) ?? (packageKey(repository, 'jest') ? 'package.json#jest' : undefined);
    const detection = detectNodeTool(repository, 'jest', config, 'thorough');
    if (detection?.found !== true) return detection;
    return {
      ...detection,
      ...testTask(untested(repository, 'node'), true),
      gates: { coverage: { lines: 90, changed: 90 } },
    };
  },
} satisfies ToolKind;
