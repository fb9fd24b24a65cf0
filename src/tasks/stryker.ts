import type { ProgramExit } from '../core/contracts/judgment.ts';
import type { ToolKind } from '../core/contracts/tasks.ts';
import { readMutationReport } from '../measures/mutation-report.ts';
import { judgeScore, scoreOption } from '../measures/mutation-score.ts';
import { firstFile, scriptNames } from '../tool-output/detection.ts';
import { NODE_LOCK_FILES } from '../tool-output/lock-files.ts';
import { stripColors } from '../tool-output/plain-text.ts';
import { broken } from '../tool-output/verdicts.ts';

const REPORT = 'reports/mutation/mutation.json';
const CONFIGS = ['stryker.config', 'stryker.conf', '.stryker.config', '.stryker.conf'].flatMap((stem) => [
  `${stem}.json`,
  ...scriptNames(stem, ['js', 'mjs', 'cjs']),
]);

/** How it says that its own limit is not reached: it then ends with 1, as it does where it could not work. */
const BELOW = /Final mutation score (\S+) under breaking threshold (\S+),/;

function belowOwn({ stdout, stderr }: ProgramExit): string | undefined {
  const [, score, least] = BELOW.exec(stripColors(`${stdout}\n${stderr}`)) ?? [];
  return score === undefined
    ? undefined
    : `mutation score ${score} < ${least}, which \`thresholds.break\` of its config asks for`;
}

export default {
  type: 'tool',
  summary: 'Changes JavaScript and TypeScript with Stryker and refuses where tests notice too little of it',
  tool: { program: 'stryker', ecosystem: 'node', package: '@stryker-mutator/core' },
  options: (z) => ({
    score: scoreOption(z),
    // Where the config has it written, under `jsonReporter.fileName`.
    report: z.optional(z.string().check(z.minLength(1))),
  }),
  // Tests may read any file. A project where they do not says so under `files`.
  files: ['**/*'],
  scope: 'project',
  inputs: [
    '**/stryker.conf*',
    '**/.stryker.conf*',
    '**/vitest.config.*',
    '**/vite.config.*',
    '**/jest.config.*',
    '**/babel.config.*',
    '**/tsconfig*.json',
    ...NODE_LOCK_FILES,
  ],
  check: () => [['stryker', 'run', '--reporters', 'json,clear-text', '--allowConsoleColors', 'false']],
  results: ({ report }) => [typeof report === 'string' ? report : REPORT],

  judge(exit, context) {
    const report = readMutationReport(context.results[0], context);
    if (exit.code > 1 || report === undefined) return broken('Stryker', exit);
    const judgment = judgeScore('Stryker', report.tally, report.survivors, context.options, report.least);
    if (exit.code === 0 || judgment.status !== 'passed') return judgment;
    const own = belowOwn(exit);
    if (own === undefined) return broken('Stryker', exit);
    return { status: 'failed', findings: [{ severity: 'error', message: own }, ...report.survivors] };
  },

  detect(repository) {
    const config = firstFile(repository, CONFIGS);
    if (config === undefined) return undefined;
    const note = `${config} is there; as it takes long, \`"uses": "stryker"\` belongs in a tier of its own, such as one that CI runs at night`;
    return { found: false, note };
  },
} satisfies ToolKind;
