/** Globs of what pytest takes its settings from, besides `pyproject.toml`. */
export const PYTEST_CONFIGS: readonly string[] = [
  '**/{,.}pytest.{ini,toml}',
  '**/tox.ini',
  '**/setup.cfg',
  '**/conftest.py',
];
