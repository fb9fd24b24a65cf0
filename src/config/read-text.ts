import { readFileSync, statSync } from 'node:fs';
import { errorMessage, LatticeError } from '../core/errors.ts';
import { placeFinder, showPlace } from './places.ts';

/** A config is written by people: a larger file is something else. */
const MOST_BYTES = 1024 * 1024;

/** The bytes of a config file and its text, without a byte-order mark. Throws `LatticeError` for what is no such file. */
export function readText(file: string, shown: string): { readonly bytes: Buffer; readonly text: string } {
  const bytes = readBytes(file, shown);
  return { bytes, text: decode(bytes, shown) };
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
    throw new LatticeError(
      'config',
      `${shown} cannot be read: ${errorMessage(error)}`,
      'Look at its permissions.',
      error,
    );
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
