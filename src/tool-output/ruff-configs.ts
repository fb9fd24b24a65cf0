/** Where Ruff looks for the user's own config, see "Config file discovery" of its manual; on macOS it once was elsewhere. */
export const OWN_RUFF_CONFIGS: readonly string[] = ['$XDG_CONFIG_HOME', '~/Library/Application Support'].flatMap(
  (folder) => ['ruff.toml', '.ruff.toml', 'pyproject.toml'].map((name) => `${folder}/ruff/${name}`),
);
