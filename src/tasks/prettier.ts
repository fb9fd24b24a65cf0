import type { JudgeContext, ProgramExit } from '../core/contracts/judgment.ts';
import type { ToolKind } from '../core/contracts/tasks.ts';
import type { RepoPath } from '../core/files.ts';
import { detectNodeTool, firstFile, packageKey, scriptNames } from '../tool-output/detection.ts';
import { findingAt } from '../tool-output/findings.ts';
import { NODE_LOCK_FILES } from '../tool-output/lock-files.ts';
import { plainLines } from '../tool-output/plain-text.ts';
import { broken, passed } from '../tool-output/verdicts.ts';

const QUIETLY = ['--ignore-unknown', '--no-error-on-unmatched-pattern'];
const CONFIGS = [
  '.prettierrc',
  ...['json', 'json5', 'yaml', 'yml', 'toml'].map((extension) => `.prettierrc.${extension}`),
  ...scriptNames('.prettierrc'),
  ...scriptNames('prettier.config'),
];

/** How many files the last line of `--check` speaks of. */
const SUMMARY = /^\[warn\] Code style issues (?:found )?in (?:(\d+) files|the above file)/;

/** The files that `--check` names, with whether these are all it found: a name may hold a line break. */
function unformatted(
  exit: ProgramExit,
  context: JudgeContext,
): { readonly files: readonly RepoPath[]; readonly all: boolean } {
  const lines = plainLines(exit.stderr);
  const summary = lines.map((line) => SUMMARY.exec(line)).find((match) => match !== null);
  const files = lines
    .filter((line) => line.startsWith('[warn] ') && !SUMMARY.test(line))
    .flatMap((line) => context.toRepoPath(line.slice('[warn] '.length)) ?? [])
    .filter((file) => context.files.includes(file));
  return { files, all: summary !== undefined && files.length === Number(summary?.[1] ?? 1) };
}

export default {
  type: 'tool',
  summary: 'Formats what Prettier knows: JavaScript, TypeScript, CSS, HTML, Markdown, YAML, JSON',
  tool: { program: 'prettier', ecosystem: 'node', package: 'prettier' },
  // Plugins add file types, so that all files are handed over: it passes over those it does not know.
  files: ['**/*'],
  scope: 'file',
  above: [...CONFIGS, 'package.json', 'package.yaml'],
  inputs: [
    '**/.prettierrc*',
    '**/prettier.config.*',
    '**/package.yaml',
    // It passes over what git ignores, too, though git may track it.
    '**/{.prettierignore,.gitignore}',
    '**/.editorconfig',
    ...NODE_LOCK_FILES,
  ],
  onlyLooks: () => true,
  check: () => [['prettier', '--check', ...QUIETLY, '--', '{files}']],
  fix: () => [['prettier', '--write', ...QUIETLY, '--', '{files}']],

  judge(exit, context) {
    if (exit.code === 0) return passed();
    // A broken config and a missing plugin end with 1 like an unformatted file, and say `[error]`.
    const failed = plainLines(exit.stderr).some((line) => line.startsWith('[error] '));
    const { files, all } = unformatted(exit, context);
    if (exit.code !== 1 || failed || (files.length === 0 && !all)) return broken('Prettier', exit);
    const findings = files.map((file) => findingAt('error', 'not formatted as Prettier formats it', { file }));
    return { status: 'failed', findings, othersPassed: all };
  },

  detect(repository) {
    const config =
      firstFile(repository, CONFIGS) ?? (packageKey(repository, 'prettier') ? 'package.json#prettier' : undefined);
    return detectNodeTool(repository, 'prettier', config, 'fast');
  },
} satisfies ToolKind;
