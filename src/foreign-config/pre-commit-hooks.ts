import type { KnownHook } from './known-hook.ts';

/** Hooks of the package `pre-commit-hooks` whose program is called as they are, with the types of files they look at. */
const TYPES: Readonly<Record<string, string>> = {
  'check-added-large-files': '',
  'check-ast': 'python',
  'check-builtin-literals': 'python',
  'check-case-conflict': '',
  'check-docstring-first': 'python',
  'check-executables-have-shebangs': 'text executable',
  'check-illegal-windows-names': '',
  'check-json': 'json',
  'check-merge-conflict': 'text',
  'check-shebang-scripts-are-executable': 'text',
  'check-symlinks': '',
  'check-toml': 'toml',
  'check-vcs-permalinks': 'text',
  'check-xml': 'xml',
  'check-yaml': 'yaml',
  'detect-aws-credentials': 'text',
  'detect-private-key': 'text',
  'double-quote-string-fixer': 'python',
  'end-of-file-fixer': 'text',
  'fix-byte-order-marker': 'text',
  'mixed-line-ending': 'text',
  'pretty-format-json': 'json',
};

const INSTALL = 'pip install pre-commit-hooks';

/** What the package `pre-commit-hooks` publishes: each hook is a program of it, which it installs. */
export const PRE_COMMIT_HOOKS: Readonly<Record<string, KnownHook>> = {
  ...Object.fromEntries(Object.entries(TYPES).map(([id, types]) => [id, { entry: id, types, install: INSTALL }])),
  'debug-statements': { entry: 'debug-statement-hook', types: 'python', install: INSTALL },
  'name-tests-test': { entry: 'name-tests-test', files: '(^|/)tests/.+\\.py$', install: INSTALL },
  'no-commit-to-branch': { entry: 'no-commit-to-branch', passes: false, install: INSTALL },
  'requirements-txt-fixer': {
    entry: 'requirements-txt-fixer',
    files: '(requirements|constraints).*\\.txt$',
    install: INSTALL,
  },
  'trailing-whitespace': { entry: 'trailing-whitespace-fixer', types: 'text', install: INSTALL },
};
