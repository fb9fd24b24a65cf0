import type { JudgeContext } from '../core/contracts/judgment.ts';
import type { ToolKind } from '../core/contracts/tasks.ts';
import type { Finding } from '../core/outcome.ts';
import { findingAt } from '../tool-output/findings.ts';
import { PYTHON_LOCK_FILES } from '../tool-output/lock-files.ts';
import { plainLines, sentence } from '../tool-output/plain-text.ts';
import { PYTEST_CONFIGS } from '../tool-output/pytest-configs.ts';
import { missingPlugins } from '../tool-output/pytest-plugins.ts';
import { broken, passed } from '../tool-output/verdicts.ts';

/** The heading of a block that failed, with the line of its fence: `_____ [CodeFence#2][line:10] _____`. */
const HEADING = /^_{3,} .*\[CodeFence#\d+\]\[line:(\d+)\] _{3,}$/;
/** Where Python was when it failed, in lines of the document. */
const FRAME = /^\s+File "(.+)", line (\d+)/;
const REASON = /^[\w.]*(?:Error|Exception|Exit|Failed|Warning|Interrupt)\b(?! in code block:)/;
/** `FAILED docs/a.md::[CodeFence#2][line:10] - Error in code block:`. */
const SUMMARY = /^(?:FAILED|ERROR) (.+)::\[CodeFence#\d+\]\[line:\d+\]/;

/** Failing blocks, each at the innermost line of the document. The summary names the documents in the order of the blocks. */
function findingsIn(stdout: string, { toRepoPath }: JudgeContext): readonly Finding[] {
  const lines = plainLines(stdout);
  const documents = lines.flatMap((line) => SUMMARY.exec(line)?.[1] ?? []);
  const blocks = lines.flatMap((line, index) => {
    const fence = HEADING.exec(line)?.[1];
    return fence === undefined ? [] : [{ fence: Number(fence), own: upToNext(lines, index + 1) }];
  });
  return blocks.map(({ fence, own }, index) => {
    const file = toRepoPath(documents[index] ?? '');
    const frames = own.flatMap((line) => {
      const [, name, at] = FRAME.exec(line) ?? [];
      return name !== undefined && toRepoPath(name) === file ? [Number(at)] : [];
    });
    const reason = own.findLast((line) => REASON.test(line)) ?? 'the code block fails';
    return findingAt('error', sentence(reason), { file, line: frames.at(-1) ?? fence });
  });
}

function upToNext(lines: readonly string[], from: number): readonly string[] {
  const rest = lines.slice(from);
  const end = rest.findIndex((line) => HEADING.test(line) || /^={3,} /.test(line));
  return end === -1 ? rest : rest.slice(0, end);
}

/** pytest's exit code for nothing to run. */
const NO_BLOCKS = 5;

export default {
  type: 'tool',
  summary: 'Runs the Python code blocks of Markdown documents with pytest-markdown-docs',
  tool: { program: 'pytest', ecosystem: 'python', package: 'pytest-markdown-docs' },
  files: ['**/*.{md,mdx}'],
  // Blocks import the project and read what they like.
  scope: 'project',
  inputs: ['**/*.py', ...PYTEST_CONFIGS, ...PYTHON_LOCK_FILES],
  check: () => [['pytest', '-q', '--color=no', '--tb=short', '--markdown-docs', '--', '{files}']],

  judge(exit, context) {
    if (exit.code === 0) return passed();
    if (exit.code === NO_BLOCKS) return { status: 'skipped', detail: 'no document has a Python code block' };
    const findings = exit.code === 1 ? findingsIn(exit.stdout, context) : [];
    return findings.length === 0
      ? broken('pytest-markdown-docs', exit, missingPlugins(exit))
      : { status: 'failed', findings };
  },

  detect(repository) {
    if (!repository.pythonPackages.has('pytest-markdown-docs')) return undefined;
    return { found: true, pace: 'thorough', because: 'Python package pytest-markdown-docs' };
  },
} satisfies ToolKind;
