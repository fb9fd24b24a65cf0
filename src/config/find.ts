import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defaultLoaders } from 'cosmiconfig';
import { errorMessage, LatticeError } from '../core/errors.ts';
import { readJsonc } from './jsonc.ts';
import { locateConfig, locateLocalConfig } from './locate.ts';
import { PACKAGE_KEY } from './names.ts';
import { showPath } from './places.ts';
import { readText } from './read-text.ts';
import type { Document, Source, ValuePath } from './source.ts';
import { readYaml } from './yaml.ts';

/**
 * The config of a folder, or undefined when it has none. Throws `LatticeError` for one that cannot be read.
 * `directory`: what paths in messages are relative to.
 */
export async function findConfig(folder: string, directory = folder): Promise<Source | undefined> {
  const file = locateConfig(folder);
  return file === undefined ? undefined : readConfigFile(file, directory);
}

/** The local overrides of a folder. */
export async function findLocalConfig(folder: string, directory: string): Promise<Source | undefined> {
  const file = locateLocalConfig(folder);
  return file === undefined ? undefined : readConfigFile(file, directory);
}

/** Reads one named file, whatever its form. Throws `LatticeError` for what is no config file. */
export async function readConfigFile(file: string, directory: string): Promise<Source> {
  const shown = showPath(file, directory);
  const { bytes, text } = readText(file, shown);
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (text.trim() === '')
    throw new LatticeError('config', `${shown} is empty`, 'Write a config into it, or remove it.');
  const isData = !/\.[cm]?[jt]s$/.test(file);
  const document = isData ? readData(file, shown, text) : await readProgram(file, shown, { text, digest });
  return { ...document, file, shown, digest, isData };
}

function readData(file: string, shown: string, text: string): Document {
  try {
    if (basename(file) === 'package.json') return belowKey(readJsonc(shown, text));
    const ending = extname(basename(file));
    if (ending === '.json') return readJsonc(shown, text);
    return ending === '.yaml' || ending === '.yml' ? readYaml(shown, text) : readEither(shown, text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new LatticeError('config', `${shown} is nested too deeply`, 'A config has five levels or so.', error);
  }
}

/** In package.json the config stands under a key of its own. */
function belowKey({ value, locate }: Document): Document {
  const config: unknown = Object(value)[PACKAGE_KEY];
  return { value: config, locate: (path: ValuePath) => locate([PACKAGE_KEY, ...path]) };
}

/** A name without an ending says nothing of the form: what looks like JSON with comments is read as such, unless it is YAML. */
function readEither(shown: string, text: string): Document {
  if (!/^\s*(?:\{|\/\/|\/\*)/.test(text)) return readYaml(shown, text);
  try {
    return readJsonc(shown, text);
  } catch (error) {
    try {
      return readYaml(shown, text);
    } catch {
      throw error;
    }
  }
}

/** Runs a config that is a program, its own file anew each time: at a push it may be another one at the same place. */
async function readProgram(
  file: string,
  shown: string,
  { text, digest }: { readonly text: string; readonly digest: string },
): Promise<Document> {
  try {
    const value: unknown =
      extname(file) === '.ts' ? await defaultLoaders['.ts'](file, text) : await importAnew(realpathSync(file), digest);
    if (value !== undefined && value !== null) return { value, locate: () => undefined };
  } catch (error) {
    throw new LatticeError('config', `${shown} cannot be run: ${errorMessage(error)}`, 'Mend the program.', error);
  }
  throw new LatticeError('config', `${shown} exports no config`, 'Export it by default: `export default { … }`.');
}

async function importAnew(file: string, digest: string): Promise<unknown> {
  delete createRequire(file).cache[file];
  const module: { readonly default?: unknown } = await import(`${pathToFileURL(file).href}?${digest}`);
  return module.default;
}
