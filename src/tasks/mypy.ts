import type { RepositoryFacts } from '../core/contracts/detection.ts';
import type { JudgeContext, ProgramExit } from '../core/contracts/judgment.ts';
import type { ToolKind } from '../core/contracts/tasks.ts';
import type { Finding } from '../core/outcome.ts';
import { firstFile, pythonSection } from '../tool-output/detection.ts';
import { findingAt } from '../tool-output/findings.ts';
import { PYTHON_LOCK_FILES } from '../tool-output/lock-files.ts';
import { plainLines, sentence } from '../tool-output/plain-text.ts';
import { broken, passed } from '../tool-output/verdicts.ts';

const FLAGS = [
  '--no-error-summary',
  '--show-column-numbers',
  '--hide-error-context',
  '--no-color-output',
  '--no-pretty',
];
const CONFIGS = ['mypy.ini', '.mypy.ini'];
/** `pkg/a.py:2:10: error: Message  [rule]`; the end of the range follows the column when the config asks for it. */
const DIAGNOSTIC = /^(.+?):(\d+)(?::(\d+))?(?::\d+:\d+)?: error: (.*?)(?:\s\s\[([\w-]+)\])?$/;

function findingsIn(stdout: string, context: JudgeContext): readonly Finding[] {
  return plainLines(stdout).flatMap((line) => {
    const match = DIAGNOSTIC.exec(line);
    if (match === null) return [];
    const [, name = '', row, column, message = '', rule] = match;
    const file = context.toRepoPath(name);
    return findingAt('error', sentence(message), { file, line: Number(row), column: Number(column ?? 0), rule });
  });
}

function advice(exit: ProgramExit): string | undefined {
  return exit.stderr.includes('Missing target module')
    ? 'say what to check, with `files` in its config or with `"options": { "args": ["."] }` of the task'
    : undefined;
}

/** Whether the config says what to check, so that the command need not. */
function namesFiles(repository: RepositoryFacts): boolean {
  const texts = [...CONFIGS, 'setup.cfg', 'pyproject.toml'].map((name) => repository.read(name) ?? '');
  return texts.some((text) => /mypy\]/.test(text) && /^\s*(?:files|packages|modules)\s*=/m.test(text));
}

export default {
  type: 'tool',
  summary: 'Checks Python types with mypy',
  tool: { program: 'mypy', ecosystem: 'python', package: 'mypy' },
  files: ['**/*.{py,pyi}'],
  scope: 'project',
  own: ['$XDG_CONFIG_HOME/mypy/config', '~/.config/mypy/config', '~/.mypy.ini'],
  inputs: ['**/mypy.ini', '**/.mypy.ini', '**/setup.cfg', ...PYTHON_LOCK_FILES],
  onlyLooks: () => true,
  check: () => [['mypy', ...FLAGS]],

  judge(exit, context) {
    if (exit.code === 0) return passed();
    const findings = exit.code === 1 ? findingsIn(exit.stdout, context) : [];
    return findings.length === 0 ? broken('mypy', exit, advice(exit)) : { status: 'failed', findings };
  },

  detect(repository) {
    const because =
      firstFile(repository, CONFIGS) ??
      pythonSection(repository, 'tool.mypy', { 'setup.cfg': 'mypy' }) ??
      (repository.pythonPackages.has('mypy') ? 'Python package mypy' : undefined);
    if (because === undefined) return undefined;
    const task = namesFiles(repository) ? {} : { task: { options: { args: ['.'] } } };
    return { found: true, pace: 'thorough', because, ...task };
  },
} satisfies ToolKind;
