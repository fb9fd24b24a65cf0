const RC_ENDINGS = ['', '.json', '.yaml', '.yml', '.js', '.ts', '.mjs', '.cjs'];
const PROGRAM_ENDINGS = ['.js', '.ts', '.mjs', '.cjs'];

/** Names that a config can have, the first that is there counts: what cosmiconfig looks for by default. */
export const CONFIG_NAMES: readonly string[] = [
  'package.json',
  ...RC_ENDINGS.map((ending) => `.lattice-hooksrc${ending}`),
  ...RC_ENDINGS.map((ending) => `.config/lattice-hooksrc${ending}`),
  ...PROGRAM_ENDINGS.map((ending) => `lattice-hooks.config${ending}`),
];

/** Names of local overrides, which are never committed. */
export const LOCAL_NAMES: readonly string[] = RC_ENDINGS.slice(1).map((ending) => `.lattice-hooksrc.local${ending}`);
