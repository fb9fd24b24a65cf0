import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { locateConfig } from '../config/locate.ts';
import { LatticeError } from '../core/errors.ts';

/** The file that `init` and `migrate` write. */
export const CONFIG_NAME = '.lattice-hooksrc.json';

/** Throws `LatticeError` when the folder has a config, or a file that is to be one and is not yet. `command` is what was asked for. */
export function refuseExisting(folder: string, command = 'init'): void {
  const found = locateConfig(folder);
  if (found === undefined) return;
  const hint = `Change it there, or remove it first: \`${command}\` never overwrites a config.`;
  throw new LatticeError('config', `${found} is there already`, hint);
}

/** Writes a new config and returns its path. Throws `LatticeError` when the file cannot be made. */
export function writeConfig(folder: string, text: string): string {
  const file = join(folder, CONFIG_NAME);
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LatticeError(
      'environment',
      `the config cannot be written: ${reason}`,
      'Make the folder writable.',
      error,
    );
  }
  return file;
}
