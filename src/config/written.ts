import type { RepoPath } from '../core/files.ts';
import { valueAt } from '../core/json-shape.ts';
import { readLayers } from './extend.ts';
import { findConfig } from './find.ts';
import { lastWord } from './last-word.ts';
import { directoryAbove } from './places.ts';
import type { ValuePath } from './source.ts';

/** A config as people wrote it: what stands in it, and where. */
export interface WrittenConfig {
  /** The value at a path, of all files that are merged; undefined where it is not written. */
  value(path: ValuePath): unknown;
  /** `file:line` of the file that has the last word on it; the file alone where it is a program. Undefined where it is not written. */
  place(path: ValuePath): string | undefined;
}

/**
 * Reads the config of a folder for those who ask what stands where. `folder` is absolute, `root` the same within the
 * repository. Undefined: there is none. Throws `LatticeError` for one that cannot be read.
 */
export async function readWritten(folder: string, root: RepoPath): Promise<WrittenConfig | undefined> {
  const directory = directoryAbove(folder, root);
  const source = await findConfig(folder, directory);
  if (source === undefined) return undefined;
  const { value, sources } = await readLayers(source, folder, directory);
  return {
    value: (path) => valueAt(value, path),
    place: (path) => {
      const last = lastWord(sources, path);
      const line = last?.locate(path)?.line;
      return last && (line === undefined ? last.shown : `${last.shown}:${line}`);
    },
  };
}
