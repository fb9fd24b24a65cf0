import type { Detection, RepositoryFacts } from '../core/contracts/detection.ts';
import type { ToolKind } from '../core/contracts/tasks.ts';
import { detectNodeTool, firstFile, scriptNames, testTask, untested } from '../tool-output/detection.ts';
import { NODE_LOCK_FILES } from '../tool-output/lock-files.ts';
import { broken, passed } from '../tool-output/verdicts.ts';
import { readVitestFailures, vitestExcerpt } from '../tool-output/vitest-output.ts';

const COMMAND = ['vitest', 'run', '--reporter=default', '--reporter=github-actions'];
const COVERAGE = [
  '--coverage.enabled',
  '--coverage.reporter=json',
  '--coverage.reportOnFailure',
  '--coverage.reportsDirectory={scratch}/coverage',
  // All of them: whole, per file and per glob, and the rewriting of the config that `autoUpdate` would do.
  '--coverage.thresholds=false',
];

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

export default {
  type: 'tool',
  summary: 'Runs the tests with Vitest and measures their coverage',
  tool: { program: 'vitest', ecosystem: 'node', package: 'vitest' },
  options: (z) => ({ coverage: z.optional(z.boolean()) }),
  // Tests may read any file. A project where they do not says so under `files`, and its tests run less often.
  files: ['**/*'],
  scope: 'project',
  inputs: ['**/vitest.config.*', '**/vitest.workspace.*', '**/vite.config.*', '**/tsconfig*.json', ...NODE_LOCK_FILES],
  check: ({ coverage }) => [[...COMMAND, ...(coverage === false ? ['--coverage.enabled=false'] : COVERAGE)]],
  coverage: ({ coverage }) => (coverage === false ? [] : ['{scratch}/coverage/coverage-final.json']),

  judge(exit, context) {
    if (exit.code === 0) return passed();
    // A broken config, a missing provider and a run without a single test end with 1 as well.
    const findings = exit.code === 1 ? readVitestFailures(exit, context) : [];
    return findings.length === 0 ? broken('Vitest', exit) : { status: 'failed', findings, output: vitestExcerpt(exit) };
  },

  detect,
} satisfies ToolKind;
