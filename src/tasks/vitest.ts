import type { Detection, RepositoryFacts } from '../core/contracts/detection.ts';
import type { JudgeContext, Judgment, ProgramExit } from '../core/contracts/judgment.ts';
import type { Options } from '../core/contracts/schema.ts';
import type { ToolKind } from '../core/contracts/tasks.ts';
import { option } from '../core/option.ts';
import {
  affectedSchema,
  alwaysOf,
  nothingAffected,
  SCRIPT_EXCEPTIONS,
  testCountIn,
  withCount,
} from '../tool-output/affected-tests.ts';
import { detectNodeTool, firstFile, scriptNames, testTask, untested } from '../tool-output/detection.ts';
import { NODE_LOCK_FILES } from '../tool-output/lock-files.ts';
import { broken, passed } from '../tool-output/verdicts.ts';
import { readVitestFailures, vitestExcerpt } from '../tool-output/vitest-output.ts';

const REPORTERS = ['--reporter=default', '--reporter=github-actions'];
const COMMAND = ['vitest', 'run', ...REPORTERS];
/** Files that changed are told by name: `--changed` would ask git, and about the worktree. */
const AFFECTED = ['vitest', 'related', '--run', ...REPORTERS, '--reporter={runners}/vitest.mjs'];
const COVERAGE = [
  '--coverage.enabled',
  '--coverage.reporter=json',
  '--coverage.reportOnFailure',
  '--coverage.reportsDirectory={scratch}/coverage',
  // All of them: whole, per file and per glob, and the rewriting of the config that `autoUpdate` would do.
  '--coverage.thresholds=false',
];

function coverageFlags({ coverage }: Options): readonly string[] {
  return coverage === false ? ['--coverage.enabled=false'] : COVERAGE;
}

function detect(repository: RepositoryFacts): Detection | undefined {
  const detection = detectNodeTool(
    repository,
    'vitest',
    firstFile(repository, scriptNames('vitest.config')),
    'thorough',
  );
  if (detection?.found !== true) return detection;
  const measures = ['@vitest/coverage-v8', '@vitest/coverage-istanbul'].some((name) =>
    repository.nodePackages.has(name),
  );
  const task = testTask(untested(repository, 'node'), measures);
  if (measures) return { ...detection, ...task, gates: { coverage: { lines: 90, changed: 90 } } };
  const note = [detection.note, 'no coverage is measured; to measure it: npm i -D @vitest/coverage-v8'];
  return { ...detection, ...task, note: note.filter(Boolean).join('; ') };
}

function affectedPassed(exit: ProgramExit, context: JudgeContext): Judgment {
  const ran = testCountIn(exit)?.ran ?? (/^No test files found/m.test(exit.stdout + exit.stderr) ? 0 : 1);
  return ran === 0 ? nothingAffected(context) : withCount(passed(), exit);
}

export default {
  type: 'tool',
  summary: 'Runs the tests with Vitest and measures their coverage',
  tool: { program: 'vitest', ecosystem: 'node', package: 'vitest' },
  options: (z) => ({
    coverage: option(z, z.boolean(), 'whether coverage is measured; it is without it'),
    affected: affectedSchema(z),
  }),
  // Tests may read any file. A project where they do not says so under `files`, and its tests run less often.
  files: ['**/*'],
  scope: 'project',
  inputs: [
    '**/.env*',
    '**/vitest.config.*',
    '**/vitest.workspace.*',
    '**/vite.config.*',
    '**/tsconfig*.json',
    ...NODE_LOCK_FILES,
  ],
  check: (options) => [[...COMMAND, ...coverageFlags(options)]],
  affected(options) {
    const always = alwaysOf(options);
    if (always === undefined) return undefined;
    return {
      check: [[...AFFECTED, ...coverageFlags(options), '{changed}']],
      sources: ['**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx,vue,svelte}'],
      exceptions: SCRIPT_EXCEPTIONS,
      // Imports of types are gone from what Vitest follows.
      always: [...always, '**/*.{test,spec}-d.{ts,cts,mts,tsx}'],
    };
  },
  coverage: ({ coverage }) => (coverage === false ? [] : ['{scratch}/coverage/coverage-final.json']),

  judge(exit, context) {
    if (exit.code === 0) return context.affectedBy === undefined ? passed() : affectedPassed(exit, context);
    // A broken config, a missing provider and a run without a single test end with 1 as well.
    const findings = exit.code === 1 ? readVitestFailures(exit, context) : [];
    if (findings.length === 0) return broken('Vitest', exit);
    return withCount({ status: 'failed', findings, output: vitestExcerpt(exit) }, exit);
  },

  detect,
} satisfies ToolKind;
