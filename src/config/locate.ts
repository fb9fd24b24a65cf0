import { join } from 'node:path';
import type { Look } from '../core/look.ts';
import { DISK } from '../system/disk.ts';
import { CONFIG_NAMES, LOCAL_NAMES, PACKAGE_KEY } from './names.ts';

/** The file that governs a folder: absolute, as long as the folder is; undefined when it has none. Loads no library. */
export function locateConfig(folder: string, look: Look = DISK): string | undefined {
  return CONFIG_NAMES.map((name) => join(folder, name)).find((file) => isConfigFile(file, look));
}

/** What has a config's name in a folder and counts for nothing. Files are absolute. */
export interface IdleConfig {
  readonly file: string;
  /** The config that counts in its place; absent for what is no file. */
  readonly instead?: string;
}

/** Configs of a folder beside the one that governs it, and folders of a config's name. */
export function idleConfigs(folder: string, look: Look = DISK): readonly IdleConfig[] {
  const files = CONFIG_NAMES.map((name) => join(folder, name));
  const [instead, ...others] = files.filter((file) => isConfigFile(file, look));
  const odd = files.filter((file) => !file.endsWith('package.json') && look.at(file)?.isFile === false);
  return [
    ...(instead === undefined ? [] : others.map((file) => ({ file, instead }))),
    ...odd.map((file) => ({ file })),
  ];
}

/** The local overrides of a folder. */
export function locateLocalConfig(folder: string, look: Look = DISK): string | undefined {
  return LOCAL_NAMES.map((name) => join(folder, name)).find((file) => isFile(file, look));
}

/** Whether a file of a config's name is one: a package.json counts only by our key. */
function isConfigFile(file: string, look: Look): boolean {
  return isFile(file, look) && (!file.endsWith('package.json') || hasKey(file, look));
}

/** A link to a file counts, a folder of such a name does not. */
function isFile(file: string, look: Look): boolean {
  return look.at(file)?.isFile ?? false;
}

/** Most files do not even mention the key, and are not parsed. One that cannot be parsed counts by the look of the key. */
function hasKey(file: string, look: Look): boolean {
  const text = (look.read(file) ?? '').toString().replace(/^\uFEFF/, '');
  if (!text.includes(`"${PACKAGE_KEY}"`)) return false;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && Object.hasOwn(value, PACKAGE_KEY);
  } catch {
    return new RegExp(`"${PACKAGE_KEY}"\\s*:\\s*[{[]`).test(text);
  }
}
