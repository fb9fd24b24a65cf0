import type { ToolKind } from '../core/contracts/tasks.ts';
import { firstFile, pythonSection } from '../tool-output/detection.ts';
import { PYTHON_LOCK_FILES } from '../tool-output/lock-files.ts';
import { OWN_RUFF_CONFIGS } from '../tool-output/ruff-configs.ts';
import { readRuffJson } from '../tool-output/ruff-output.ts';
import { broken, passed, refused } from '../tool-output/verdicts.ts';

const FLAGS = ['--force-exclude', '--output-format', 'json'];

export default {
  type: 'tool',
  summary: 'Lints Python with Ruff',
  tool: { program: 'ruff', ecosystem: 'python', package: 'ruff' },
  files: ['**/*.{py,pyi,ipynb}'],
  scope: 'file',
  above: ['ruff.toml', '.ruff.toml', 'pyproject.toml'],
  own: OWN_RUFF_CONFIGS,
  inputs: ['**/ruff.toml', '**/.ruff.toml', '**/.gitignore', '**/.ignore', ...PYTHON_LOCK_FILES],
  onlyLooks: () => true,
  check: () => [['ruff', 'check', ...FLAGS, '--', '{files}']],
  fix: () => [['ruff', 'check', '--fix', '--exit-non-zero-on-fix', ...FLAGS, '--', '{files}']],

  judge(exit, context) {
    const findings = readRuffJson(exit.stdout, context);
    if (exit.code === 0) return passed(findings);
    if (exit.code !== 1) return broken('Ruff', exit);
    // It ends with 1 although it has fixed everything: what was fixed is staged anew, nothing is left to refuse for.
    if (context.fixing && findings?.length === 0) return passed();
    // A file that it cannot read is a finding for Ruff and was not checked for us.
    const unread = findings?.find((finding) => finding.rule === 'E902');
    if (unread !== undefined) return broken('Ruff', exit, [unread.file, unread.message].filter(Boolean).join(': '));
    return refused('Ruff', exit, findings);
  },

  detect(repository) {
    const because = firstFile(repository, ['ruff.toml', '.ruff.toml']) ?? pythonSection(repository, 'tool.ruff');
    if (because !== undefined) return { found: true, pace: 'fast', because };
    return repository.pythonPackages.has('ruff')
      ? { found: true, pace: 'fast', because: 'Python package ruff' }
      : undefined;
  },
} satisfies ToolKind;
