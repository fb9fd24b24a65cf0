const PROGRAM_ENDINGS = ['.js', '.ts', '.cjs', '.mjs'];
const RC_ENDINGS = ['', '.json', '.yaml', '.yml', ...PROGRAM_ENDINGS];

/** Names that a config can have, the first that is there counts: what cosmiconfig looks for by default, in its order. */
export const CONFIG_NAMES: readonly string[] = [
  'package.json',
  ...RC_ENDINGS.map((ending) => `.lattice-hooksrc${ending}`),
  ...RC_ENDINGS.map((ending) => `.config/lattice-hooksrc${ending}`),
  ...PROGRAM_ENDINGS.map((ending) => `lattice-hooks.config${ending}`),
];

/** Names of local overrides, which are never committed. The first that is there counts. */
export const LOCAL_NAMES: readonly string[] = RC_ENDINGS.slice(1).flatMap((ending) => [
  `.lattice-hooksrc.local${ending}`,
  `.config/lattice-hooksrc.local${ending}`,
]);

/** The key of package.json under which a config stands. */
export const PACKAGE_KEY = 'lattice-hooks';

const LAST_NAMES = new Set(CONFIG_NAMES.map((name) => name.slice(name.lastIndexOf('/') + 1)));

/** With which those names begin, folders aside. */
export const CONFIG_LETTERS = [...LAST_NAMES].map((name) => name.charAt(0)).join('');

/** Whether a file of this path could be a config: `/`-separated. */
export function isConfigName(path: string): boolean {
  return LAST_NAMES.has(path.slice(path.lastIndexOf('/') + 1));
}

const LOCAL_LAST_NAMES = new Set(LOCAL_NAMES.map((name) => name.slice(name.lastIndexOf('/') + 1)));

/** The same for local overrides. */
export function isLocalName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  // Without a dot it is one in `.config` alone.
  return LOCAL_LAST_NAMES.has(name) && (name.startsWith('.') || /(^|\/)\.config\/[^/]+$/.test(path));
}
