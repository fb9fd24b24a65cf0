import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findConfig } from '../config/find.ts';
import { CONFIG_NAMES } from '../config/names.ts';
import { LatticeError } from '../core/errors.ts';

/** The file that `init` writes. */
const NAME = '.lattice-hooksrc.json';

/** Rejects with `LatticeError` when the folder has a config, or a file that would be one if it were not empty. */
export async function refuseExisting(folder: string): Promise<void> {
  const found = (await findConfig(folder))?.file ?? existingFile(folder);
  if (found === undefined) return;
  const hint = 'Change it there, or remove it first: `init` never overwrites a config.';
  throw new LatticeError('config', `${found} is there already`, hint);
}

/** Writes a new config and returns its path. Throws `LatticeError` when the file cannot be made. */
export function writeConfig(folder: string, text: string): string {
  const file = join(folder, NAME);
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

function existingFile(folder: string): string | undefined {
  const names = CONFIG_NAMES.filter((name) => name !== 'package.json');
  return names.map((name) => join(folder, name)).find((file) => existsSync(file));
}
