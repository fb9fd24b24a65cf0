import type { FileEntry, RepoPath } from '../core/files.ts';
import { isAttributes } from '../core/inputs.ts';
import type { Ports } from '../core/ports.ts';
import { unlikeCheckout } from '../git/unlike-checkout.ts';
import { contentFilters, mayConvert } from '../system/content-filters.ts';
import type { Scene } from './scene.ts';
import type { World } from './world.ts';

/**
 * Finds files that hold other bytes than git would write there. It costs nothing where nothing is converted on the way to the
 * disk, and in a private checkout, which git has written.
 */
export function unlikeFinder(
  { repository, directory, place }: Pick<Scene, 'repository' | 'directory' | 'place'>,
  { env, look, temporary }: Pick<World, 'env' | 'look' | 'temporary'>,
): Ports['unlikeCheckout'] {
  if (directory !== repository.root) return async () => new Set();
  let isConverting: boolean | undefined;
  return async (paths, tree) => {
    isConverting ??=
      [...tree.keys()].some(isAttributes) ||
      mayConvert(contentFilters(repository.commonDir, env, repository.gitDir, look));
    if (!isConverting) return new Set();
    const files = paths.flatMap((path): readonly [RepoPath, FileEntry][] => {
      const entry = tree.get(path);
      // Git alone reads attributes, and takes any ends of lines there.
      return entry === undefined || isAttributes(path) ? [] : [[path, entry]];
    });
    return unlikeCheckout(place, new Map(files), temporary);
  };
}
