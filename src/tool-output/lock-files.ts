/** What decides which version of a tool and of its plugins runs, wherever in a workspace it stands. */
export const NODE_LOCK_FILES: readonly string[] = [
  '**/package.json',
  '**/package-lock.json',
  '**/npm-shrinkwrap.json',
  '**/pnpm-lock.yaml',
  '**/yarn.lock',
  '**/bun.lock',
  '**/bun.lockb',
];

/** The same for Python. `pyproject.toml` is also where most tools are configured. */
export const PYTHON_LOCK_FILES: readonly string[] = [
  '**/pyproject.toml',
  '**/uv.lock',
  '**/poetry.lock',
  '**/pdm.lock',
  '**/pylock*.toml',
  '**/Pipfile.lock',
  '**/requirements*.txt',
  '.python-version',
];
