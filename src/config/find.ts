import { basename } from 'node:path';
import { cosmiconfig, defaultLoaders } from 'cosmiconfig';
import { LatticeError } from '../core/errors.ts';
import { readJsonc } from './jsonc.ts';
import { CONFIG_NAMES, LOCAL_NAMES } from './names.ts';
import type { Source, ValuePath } from './source.ts';
import { readYaml } from './yaml.ts';

/** The config of a folder, or undefined when it has none. Throws `LatticeError` for one that cannot be read. */
export function findConfig(folder: string): Promise<Source | undefined> {
  return searchIn(folder, CONFIG_NAMES);
}

/** The local overrides of a folder. */
export function findLocalConfig(folder: string): Promise<Source | undefined> {
  return searchIn(folder, LOCAL_NAMES);
}

/** Reads one named file, whatever its form. */
export async function readConfigFile(file: string): Promise<Source> {
  const found = await explore(CONFIG_NAMES, (explorer) => explorer.load(file), file);
  if (found === undefined)
    throw new LatticeError('config', `${file} is empty`, 'Write a config into it, or remove it.');
  return found;
}

async function searchIn(folder: string, names: readonly string[]): Promise<Source | undefined> {
  return explore(names, (explorer) => explorer.search(folder), folder);
}

type Explorer = ReturnType<typeof cosmiconfig>;

async function explore(
  names: readonly string[],
  look: (explorer: Explorer) => ReturnType<Explorer['search']>,
  where: string,
): Promise<Source | undefined> {
  const explorer = cosmiconfig('lattice-hooks', {
    searchPlaces: [...names],
    searchStrategy: 'none',
    cache: false,
    loaders: {
      '.json': loadJson,
      '.yaml': readYaml,
      '.yml': readYaml,
      noExt: readYaml,
      '.js': program('.js'),
      '.mjs': program('.mjs'),
      '.cjs': program('.cjs'),
      '.ts': program('.ts'),
    },
  });
  try {
    const found = await look(explorer);
    return found === null || found.isEmpty ? undefined : found.config;
  } catch (error) {
    if (error instanceof LatticeError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new LatticeError(
      'config',
      `${where}: the config cannot be read: ${reason}`,
      'Mend the file that is named.',
      error,
    );
  }
}

/** In package.json the config stands under a key of its own, and its absence is no config. */
function loadJson(file: string, content: string): Source | undefined {
  const source = readJsonc(file, content);
  if (basename(file) !== 'package.json') return source;
  const { value } = source;
  if (typeof value !== 'object' || value === null || !('lattice-hooks' in value)) return undefined;
  const locate = (path: ValuePath) => source.locate(['lattice-hooks', ...path]);
  return { ...source, value: value['lattice-hooks'], locate };
}

function program(extension: '.js' | '.mjs' | '.cjs' | '.ts') {
  return async (file: string, content: string): Promise<Source> => {
    const value: unknown = await defaultLoaders[extension](file, content);
    return { file, value, locate: () => undefined, isData: false };
  };
}
