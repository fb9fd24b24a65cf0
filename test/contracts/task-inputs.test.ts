import { expect, it } from 'vitest';
import { loadEntry } from '../../src/catalog.ts';
import { globTest } from '../../src/config/globs.ts';

const PYTEST = ['pytest.ini', '.pytest.ini', 'pytest.toml', '.pytest.toml', 'tox.ini', 'setup.cfg', 'api/conftest.py'];
const NODE = ['package.json', 'pnpm-lock.yaml', 'web/package-lock.json'];
const PYTHON = ['pyproject.toml', 'uv.lock', 'pylock.toml', 'pylock.dev.toml'];

/** What a task depends on though its files are others: configs, what a tool leaves out, and lock files. */
it.each([
  ['prettier', ['.prettierrc', '.prettierignore', '.gitignore', 'web/.gitignore', 'package.yaml', ...NODE]],
  ['eslint', ['eslint.config.js', 'web/eslint.config.mts', '.gitignore', ...NODE]],
  ['biome', ['biome.jsonc', '.gitignore', ...NODE]],
  ['oxlint', ['.oxlintrc.json', '.eslintignore', '.gitignore', ...NODE]],
  ['tsc', ['tsconfig.base.json', ...NODE]],
  ['vitest', ['vitest.config.ts', 'vite.config.js', ...NODE]],
  ['jest', ['jest.config.js', ...NODE]],
  ['knip', ['knip.json', '.knip.jsonc', 'knip.config.ts', '.gitignore', ...NODE]],
  ['secretlint', ['.secretlintrc.json', '.secretlintignore', ...NODE]],
  ['ruff', ['ruff.toml', 'api/.ruff.toml', '.gitignore', ...PYTHON]],
  ['ruff-format', ['ruff.toml', '.editorconfig', ...PYTHON]],
  ['black', ['.gitignore', ...PYTHON]],
  ['mypy', ['mypy.ini', '.mypy.ini', 'setup.cfg', ...PYTHON]],
  ['pytest', [...PYTEST, '.coveragerc', '.coveragerc.toml', ...PYTHON]],
  ['pytest-benchmark', [...PYTEST, ...PYTHON]],
  ['pytest-markdown-docs', [...PYTEST, ...PYTHON]],
  ['mutmut', [...PYTEST, ...PYTHON]],
  ['bandit', ['.bandit', 'bandit.yaml', ...PYTHON]],
  ['semgrep', ['.semgrepignore', '.gitignore', ...PYTHON]],
  ['zizmor', ['.github/zizmor.yml', ...PYTHON]],
  ['checkov', ['.checkov.yaml', '.checkov.baseline', ...PYTHON]],
  ['trivy', ['trivy.yaml', '.trivyignore', '.trivyignore.yaml']],
  ['osv-scanner', ['osv-scanner.toml', 'api/osv-scanner.toml', '.gitignore']],
  ['npm-audit', ['.npmrc']],
])('%s depends on its configs, ignore files and lock files', async (name, files) => {
  const kind = await loadEntry('tasks', name);
  const tests = kind.inputs.map((glob) => globTest(glob));
  expect(files.filter((file) => !tests.some((test) => test(file)))).toEqual([]);
});
