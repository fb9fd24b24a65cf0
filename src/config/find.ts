import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defaultLoaders } from 'cosmiconfig';
import { LatticeError } from '../core/errors.ts';
import { readJsonc } from './jsonc.ts';
import { locateConfig, locateLocalConfig } from './locate.ts';
import { PACKAGE_KEY } from './names.ts';
import { placeFinder, showPath, showPlace } from './places.ts';
import type { Document, Source, ValuePath } from './source.ts';
import { readYaml } from './yaml.ts';

/** A config is written by people: a larger file is something else. */
const MOST_BYTES = 1024 * 1024;

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
  const bytes = readBytes(file, shown);
  const digest = createHash('sha256').update(bytes).digest('hex');
  const text = decode(bytes, shown);
  if (text.trim() === '')
    throw new LatticeError('config', `${shown} is empty`, 'Write a config into it, or remove it.');
  const isData = !/\.[cm]?[jt]s$/.test(file);
  const document = isData ? readData(file, shown, text) : await readProgram(file, shown, { text, digest });
  return { ...document, file, shown, digest, isData };
}

function readBytes(file: string, shown: string): Buffer {
  const found = statSync(file, { throwIfNoEntry: false });
  // Reading a pipe would wait for ever.
  if (found?.isFile() !== true) {
    const what = found === undefined ? 'is not there' : 'is no file';
    throw new LatticeError('config', `${shown} ${what}`, 'Name a config file.');
  }
  if (found.size > MOST_BYTES) {
    throw new LatticeError('config', `${shown} is larger than 1 MiB`, 'A config of this size is a mistake.');
  }
  try {
    return readFileSync(file);
  } catch (error) {
    throw new LatticeError('config', `${shown} cannot be read: ${reasonOf(error)}`, 'Look at its permissions.', error);
  }
}

/** The text without its byte-order mark. */
function decode(bytes: Buffer, shown: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const text = bytes.toString('utf8');
    const place = placeFinder(text)(text.indexOf('\uFFFD'));
    throw new LatticeError('config', `${showPlace(shown, place)} is not UTF-8`, 'Save the file as UTF-8.');
  }
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
    throw new LatticeError('config', `${shown} cannot be run: ${reasonOf(error)}`, 'Mend the program.', error);
  }
  throw new LatticeError('config', `${shown} exports no config`, 'Export it by default: `export default { … }`.');
}

async function importAnew(file: string, digest: string): Promise<unknown> {
  delete createRequire(file).cache[file];
  const module: { readonly default?: unknown } = await import(`${pathToFileURL(file).href}?${digest}`);
  return module.default;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
