import { join, posix } from 'node:path';
import type { RepoPath } from '../../core/files.ts';
import { inputTest } from '../../core/inputs.ts';
import type { Ports } from '../../core/ports.ts';
import { ignoredPaths } from '../../git/ignored.ts';
import { parentsOf } from '../../git/standing.ts';
import { DISK } from '../../system/disk.ts';
import type { Scene } from '../scene.ts';
import { unknownInputFiles } from './unknown-inputs.ts';

/**
 * Finds configs that a tool takes from the folders of the files it is given, nearer than those of its task, which git does
 * not know yet: a key would have to look for them in the folders of all files, each time. What is ignored is left out, as no
 * glob of a config means the caches and leftovers that lie everywhere. In a private checkout there are none.
 */
export function strayFinder({
  repository,
  directory,
  place,
  captured,
}: Pick<Scene, 'repository' | 'directory' | 'place' | 'captured'>): Ports['strayInputs'] {
  if (directory !== repository.root) return async () => [];
  const { tree } = captured.snapshot;
  const names = new Map<RepoPath, readonly RepoPath[]>();
  const namesIn = (folder: RepoPath) => {
    const known = names.get(folder);
    const found = known ?? DISK.names(join(directory, folder)).map((name) => posix.join(folder, name));
    names.set(folder, found);
    return found;
  };
  return async (task, files) => {
    const folders = new Set(files.flatMap(parentsOf));
    const isInput = inputTest(task);
    const inputs = [...folders].flatMap(namesIn).filter(isInput);
    const found = inputs.filter((path) => !tree.has(path) && isFile(directory, path));
    if (found.length === 0) return [];
    const keyed = new Set(unknownInputFiles(task, { directory, tree }, DISK));
    const strays = found.filter((path) => !keyed.has(path));
    const ignored = await ignoredPaths(place, strays);
    return strays.filter((path) => !ignored.has(path));
  };
}

function isFile(directory: string, path: RepoPath): boolean {
  return DISK.at(join(directory, path))?.isFile === true;
}
