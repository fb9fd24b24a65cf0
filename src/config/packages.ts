import { createRequire } from 'node:module';
import { isAbsolute, join } from 'node:path';

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
