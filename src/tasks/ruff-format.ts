import type { ToolKind } from '../core/contracts/tasks.ts';
import { firstFile, pythonSection, ruffFormats } from '../tool-output/detection.ts';
import { PYTHON_LOCK_FILES } from '../tool-output/lock-files.ts';
import { OWN_RUFF_CONFIGS } from '../tool-output/ruff-configs.ts';
import { readRuffFormat } from '../tool-output/ruff-output.ts';
import { broken, passed } from '../tool-output/verdicts.ts';

export default {
  type: 'tool',
  summary: 'Formats Python with Ruff',
  tool: { program: 'ruff', ecosystem: 'python', package: 'ruff' },
  files: ['**/*.{py,pyi,ipynb}'],
  scope: 'file',
  above: ['ruff.toml', '.ruff.toml', 'pyproject.toml'],
  own: OWN_RUFF_CONFIGS,
  inputs: ['**/ruff.toml', '**/.ruff.toml', '**/.gitignore', '**/.ignore', '**/.editorconfig', ...PYTHON_LOCK_FILES],
  onlyLooks: () => true,
  check: () => [['ruff', 'format', '--check', '--force-exclude', '--', '{files}']],
  fix: () => [['ruff', 'format', '--force-exclude', '--', '{files}']],

  judge(exit, context) {
    if (exit.code === 0) return passed();
    // A syntax error ends with 2: such a file cannot be formatted, and linting names it.
    const { findings, all } = exit.code === 1 ? readRuffFormat(exit.stdout, context) : { findings: [], all: false };
    if (findings.length === 0) return broken('Ruff', exit);
    return { status: 'failed', findings, othersPassed: all && findings.every((finding) => finding.file !== undefined) };
  },

  // Chosen with Ruff unless Black formats already.
  detect(repository) {
    if (pythonSection(repository, 'tool.black') !== undefined) return undefined;
    if (repository.pythonPackages.has('black') && !ruffFormats(repository)) return undefined;
    const because = firstFile(repository, ['ruff.toml', '.ruff.toml']) ?? pythonSection(repository, 'tool.ruff');
    if (because !== undefined) return { found: true, pace: 'fast', because };
    return repository.pythonPackages.has('ruff')
      ? { found: true, pace: 'fast', because: 'Python package ruff' }
      : undefined;
  },
} satisfies ToolKind;
