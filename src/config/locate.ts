import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIG_NAMES, LOCAL_NAMES, PACKAGE_KEY } from './names.ts';

/** The file that governs a folder: absolute, as long as the folder is; undefined when it has none. Loads no library. */
export function locateConfig(folder: string): string | undefined {
  return CONFIG_NAMES.map((name) => join(folder, name)).find(isConfigFile);
}

/** The local overrides of a folder. */
export function locateLocalConfig(folder: string): string | undefined {
  return LOCAL_NAMES.map((name) => join(folder, name)).find(isFile);
}

/** Whether a file of a config's name is one: a package.json counts only by our key. */
function isConfigFile(file: string): boolean {
  return isFile(file) && (!file.endsWith('package.json') || hasKey(file));
}

/** A link to a file counts, a folder of such a name does not. */
function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Most files do not even mention the key, and are not parsed. One that cannot be parsed counts by the look of the key. */
function hasKey(file: string): boolean {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  if (!text.includes(`"${PACKAGE_KEY}"`)) return false;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && Object.hasOwn(value, PACKAGE_KEY);
  } catch {
    return new RegExp(`"${PACKAGE_KEY}"\\s*:\\s*[{[]`).test(text);
  }
}
