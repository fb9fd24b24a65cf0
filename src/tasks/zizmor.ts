import type { ToolKind } from '../core/contracts/tasks.ts';
import { judgeScanner } from '../scan-report/verdict.ts';
import { firstFile } from '../tool-output/detection.ts';
import { PYTHON_LOCK_FILES } from '../tool-output/lock-files.ts';

const CONFIGS = ['.github/zizmor.yml', '.github/zizmor.yaml', 'zizmor.yml', 'zizmor.yaml'];

export default {
  type: 'tool',
  summary: 'Finds security issues in GitHub Actions workflows with zizmor, without a network',
  tool: { program: 'zizmor', ecosystem: 'python', package: 'zizmor' },
  options: (z) => ({
    // The least severity that refuses; what is below is not reported.
    severity: z.optional(z.enum(['informational', 'low', 'medium', 'high'])),
  }),
  scanner: 'zizmor',
  files: ['.github/workflows/*.{yml,yaml}', '**/action.{yml,yaml}', '.github/dependabot.{yml,yaml}'],
  scope: 'file',
  inputs: ['**/zizmor.{yml,yaml}', ...PYTHON_LOCK_FILES],
  onlyLooks: () => true,
  // A file that it cannot read is only warned of elsewhere.
  check: ({ severity }) => [
    [
      ...['zizmor', '--offline', '--strict-collection', '--no-progress', '--format', 'sarif'],
      ...(severity === undefined ? [] : [`--min-severity=${severity}`]),
      '--',
      '{files}',
    ],
  ],
  judge(exit, context) {
    const [, unread] = /^(failed to load .+|invalid input: .+)$/m.exec(exit.stderr) ?? [];
    const [, cause] = /^\s+0: (.+)$/m.exec(exit.stderr) ?? [];
    const told = unread === undefined ? {} : { stderr: [unread, cause].filter(Boolean).join(': ') };
    // In this form it ends with 0 whatever it has found.
    const ends = { name: 'zizmor', clean: 0, found: 0, refuses: () => true };
    return judgeScanner(ends, { ...exit, ...told }, context);
  },
  detect(repository) {
    const because =
      firstFile(repository, CONFIGS) ?? (repository.pythonPackages.has('zizmor') ? 'Python package zizmor' : undefined);
    return because === undefined ? undefined : { found: true, pace: 'fast', because };
  },
} satisfies ToolKind;
