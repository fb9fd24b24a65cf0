import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { locateConfig, locateLocalConfig } from '../config/locate.ts';
import { errorMessage, LatticeError } from '../core/errors.ts';

/** The file that `init` and `migrate` write. */
export const CONFIG_NAME = '.lattice-hooksrc.json';

/** Throws `LatticeError` when the folder has a config, or a file that is to be one and is not yet. `command` is what was asked for. */
export function refuseExisting(folder: string, command = 'init'): void {
  const found = locateConfig(folder) ?? (command === 'init' ? undefined : locateLocalConfig(folder));
  if (found === undefined) return;
  const hint = `Change it there, or remove it first: \`${command}\` never overwrites a config.`;
  throw new LatticeError('config', `${found} is there already`, hint);
}

/** The file that `migrate` writes of what one of the project keeps to itself. */
export const LOCAL_CONFIG_NAME = '.lattice-hooksrc.local.json';

/** Writes a new config and returns its path. Throws `LatticeError` when the file cannot be made. */
export function writeConfig(folder: string, text: string, name = CONFIG_NAME): string {
  const file = join(folder, name);
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    const reason = errorMessage(error);
    throw new LatticeError(
      'environment',
      `the config cannot be written: ${reason}`,
      'Make the folder writable.',
      error,
    );
  }
  return file;
}
