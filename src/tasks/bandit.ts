import type { Detection, RepositoryFacts } from '../core/contracts/detection.ts';
import type { ToolKind } from '../core/contracts/tasks.ts';
import { judgeScanner } from '../scan-report/verdict.ts';
import { pythonSection } from '../tool-output/detection.ts';
import { PYTHON_LOCK_FILES } from '../tool-output/lock-files.ts';

/** Configs, and how bandit is told of them: of files that it is handed it looks for none by itself. */
const CONFIGS = [
  ['.bandit', '--ini'],
  ['bandit.yaml', '-c'],
  ['bandit.yml', '-c'],
  ['bandit.toml', '-c'],
] as const;

function detect(repository: RepositoryFacts): Detection | undefined {
  const [config, flag] = CONFIGS.find(([name]) => repository.files.has(name)) ?? [];
  const found = { found: true, pace: 'fast' } as const;
  if (config !== undefined) return { ...found, because: config, task: { options: { args: [flag, config] } } };
  const section = pythonSection(repository, 'tool.bandit');
  if (section !== undefined) {
    return { ...found, because: section, task: { options: { args: ['-c', 'pyproject.toml'] } } };
  }
  return repository.pythonPackages.has('bandit') ? { ...found, because: 'Python package bandit' } : undefined;
}

export default {
  type: 'tool',
  summary: 'Finds security issues in Python with bandit; those of high severity refuse',
  tool: { program: 'bandit', ecosystem: 'python', package: 'bandit' },
  options: (z) => ({
    // The least severity that refuses; what is below is not reported.
    severity: z.optional(z.enum(['low', 'medium', 'high'])),
  }),
  scanner: 'bandit',
  files: ['**/*.py'],
  scope: 'file',
  inputs: ['**/.bandit', '**/bandit.{yaml,yml,toml}', ...PYTHON_LOCK_FILES],
  onlyLooks: () => true,
  check: ({ severity = 'high' }) => [
    ['bandit', '-q', '-r', '--severity-level', String(severity), '-f', 'json', '--', '{files}'],
  ],
  // A file that it cannot parse or read ends with 0: its report says so, and a Python that fails ends with 1.
  judge: (exit, context) => judgeScanner({ name: 'bandit', clean: 0, found: 1 }, exit, context),
  detect,
} satisfies ToolKind;
