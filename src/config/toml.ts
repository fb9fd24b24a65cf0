import { parse, TomlError } from 'smol-toml';
import { LatticeError } from '../core/errors.ts';
import { showPlace } from './places.ts';
import type { Document } from './source.ts';

/** Reads TOML 1.0. Its library does not say where a value stands. Throws `LatticeError` that names file, line and column. */
export function readToml(shown: string, text: string): Document {
  try {
    return { value: parse(text), locate: () => undefined };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const place = showPlace(shown, { line: error.line, column: error.column });
    const what = error.message.split('\n')[0]?.replace(/^Invalid TOML document: /, '') ?? '';
    throw new LatticeError('config', `${place} is not valid TOML: ${what}`, 'Mend the file at that place.', error);
  }
}
