import { readdirSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { LatticeError } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import { type ResolvedPackage, resolvePackage } from './packages.ts';
import { isInside, showPlace } from './places.ts';
import type { Source } from './source.ts';

/** A file or a package that a config extends. */
export type Base = Pick<ResolvedPackage, 'file'> | ResolvedPackage;

/** Finds what the entry of `extends` at `index` stands for. `directory` is the repository's. Throws `LatticeError`. */
export function resolveBase(name: string, index: number, source: Source, directory: string): Base {
  const place = showPlace(source.shown, source.locate(['extends', index]) ?? source.locate(['extends']));
  const refuse = (what: string, hint: string, cause?: unknown) =>
    new LatticeError(
      'config',
      `${place} extends \`${name}\`, ${what}`,
      hint,
      cause,
      'packages.md#one-config-on-another',
    );
  const from = dirname(source.file);
  if (name.startsWith('.') || isAbsolute(name)) {
    const file = resolve(from, name);
    // What is pushed is checked in a checkout of its own, where nothing else is beside it.
    if (isInside(directory, source.file) && !isInside(directory, file)) {
      throw refuse('which lies outside the repository', 'Put it into the repository, or into a package.');
    }
    if (!hasEntry(file)) throw refuse(`which is not there${didYouMean(file, name)}`, 'Name a file that is there.');
    return { file };
  }
  try {
    return { from, name, file: resolvePackage(from, name) };
  } catch (error) {
    if (hasEntry(join(from, name))) throw refuse('which is no package', `A file begins with ./: \`./${name}\`.`, error);
    throw refuse('which is not installed, or cannot be loaded by its name alone', `npm install -D ${name}`, error);
  }
}

function hasEntry(file: string): boolean {
  return entriesBeside(file).includes(basename(file));
}

function didYouMean(file: string, name: string): string {
  const near = nearest(basename(file), entriesBeside(file));
  return near === undefined ? '' : `; did you mean \`${name.slice(0, name.length - basename(file).length)}${near}\`?`;
}

function entriesBeside(file: string): readonly string[] {
  try {
    return readdirSync(dirname(file));
  } catch {
    return [];
  }
}
