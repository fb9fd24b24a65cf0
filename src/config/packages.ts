import { createRequire } from 'node:module';
import { dirname, isAbsolute, join } from 'node:path';
import type { Look } from '../core/look.ts';

/** A package that a config extends, as it was found. */
export interface ResolvedPackage {
  /** Absolute folder of the config that names it. */
  readonly from: string;
  readonly name: string;
  /** Absolute file that it stands for. */
  readonly file: string;
}

/** The file that a package stands for, seen from a folder: absolute, links followed. Throws when there is none. */
export function resolvePackage(from: string, name: string): string {
  const file = createRequire(join(from, 'package.json')).resolve(name);
  // Node answers `fs` with `fs`.
  if (!isAbsolute(file)) throw new Error(`${name} belongs to Node`);
  return file;
}

/**
 * Looks wherever another package of the name would be taken first: Node asks every folder upwards, see "Loading from
 * node_modules folders" in its documentation, and then what NODE_PATH names.
 */
export function lookForPackage({ from, name, file }: ResolvedPackage, look: Look): void {
  const folder = name.startsWith('@') ? name.split('/', 2).join('/') : (name.split('/', 1)[0] ?? name);
  look.at(file);
  for (let above = from; ; above = dirname(above)) {
    const place = join(above, 'node_modules', folder);
    look.read(join(place, 'package.json'));
    if (look.at(place) !== undefined || dirname(above) === above) return;
  }
}
