import type { JudgeContext } from '../core/contracts/judgment.ts';
import type { ToolKind } from '../core/contracts/tasks.ts';
import type { Finding } from '../core/outcome.ts';
import { pythonSection, ruffFormats } from '../tool-output/detection.ts';
import { findingAt } from '../tool-output/findings.ts';
import { PYTHON_LOCK_FILES } from '../tool-output/lock-files.ts';
import { plainLines } from '../tool-output/plain-text.ts';
import { broken, passed, refused } from '../tool-output/verdicts.ts';

const OLD_NAME = /^--- (.+)\t\d{4}-\d\d-\d\d /;
const HUNK = /^@@ -(\d+)(?:,\d+)? \+/;

/** The changed files of a unified diff, each at the line where it first differs. */
function findingsIn(stdout: string, context: JudgeContext): readonly Finding[] {
  const lines = plainLines(stdout);
  return lines.flatMap((line, index) => {
    const name = OLD_NAME.exec(line)?.[1];
    // A removed line may look like a header; the header is followed by its other half.
    if (name === undefined || !lines[index + 1]?.startsWith(`+++ ${name}\t`)) return [];
    return findingAt('error', 'not formatted as Black formats it', {
      file: context.toRepoPath(name),
      line: firstDifference(lines, index + 2),
    });
  });
}

/** The hunk's first line and the lines before the difference that it shows for orientation. */
function firstDifference(lines: readonly string[], at: number): number | undefined {
  const start = HUNK.exec(lines[at] ?? '')?.[1];
  if (start === undefined) return undefined;
  const changed = lines.slice(at + 1).findIndex((line) => !line.startsWith(' '));
  return Number(start) + Math.max(changed, 0);
}

export default {
  type: 'tool',
  summary: 'Formats Python with Black',
  tool: { program: 'black', ecosystem: 'python', package: 'black' },
  files: ['**/*.{py,pyi}'],
  scope: 'file',
  own: ['$XDG_CONFIG_HOME/black', '~/.config/black', '~/.black'],
  inputs: ['**/.gitignore', ...PYTHON_LOCK_FILES],
  // `--force-exclude` takes a pattern and would replace the project's own, which Black obeys without being told.
  // With `-q` alone it names no file; the difference does, and tells an unformatted file from a wrong command line.
  onlyLooks: () => true,
  check: () => [['black', '--check', '--diff', '--no-color', '-q', '--', '{files}']],
  fix: () => [['black', '-q', '--', '{files}']],

  judge(exit, context) {
    if (exit.code === 0) return passed();
    return exit.code === 1 ? refused('Black', exit, findingsIn(exit.stdout, context)) : broken('Black', exit);
  },

  detect(repository) {
    const because = pythonSection(repository, 'tool.black');
    if (because !== undefined) return { found: true, pace: 'fast', because };
    return repository.pythonPackages.has('black') && !ruffFormats(repository)
      ? { found: true, pace: 'fast', because: 'Python package black' }
      : undefined;
  },
} satisfies ToolKind;
