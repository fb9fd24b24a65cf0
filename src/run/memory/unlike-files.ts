import type { FileEntry, FileSet, RepoPath } from '../../core/files.ts';
import { attributesIn, isAttributes } from '../../core/inputs.ts';
import type { Ports } from '../../core/ports.ts';
import { unlikeCheckout, unlikeInEnds } from '../../git/unlike-checkout.ts';
import { contentFilters, mayConvert } from '../../system/content-filters.ts';
import type { Scene } from '../scene.ts';
import type { World } from '../world.ts';

type Finding = Pick<Scene, 'repository' | 'directory' | 'place'>;
type Surroundings = Pick<World, 'env' | 'look' | 'temporary'>;

/**
 * Finds files that hold other bytes than git would write there. It costs nothing where nothing is converted on the way to the
 * disk, and in a private checkout, which git has written.
 */
export function unlikeFinder(scene: Finding, world: Surroundings): Ports['unlikeCheckout'] {
  if (scene.directory !== scene.repository.root) return async () => new Set();
  let isConverting: boolean | undefined;
  return async (paths, tree) => {
    isConverting ??= mayDiffer(scene, world, tree);
    return isConverting ? unlikeCheckout(scene.place, among(paths, tree), world.temporary) : new Set();
  };
}

/** Whether all files of the worktree have the ends of lines that git would write there, which git itself does not tell. */
export async function hasEndsOfCheckout(scene: Finding, world: Surroundings, tree: FileSet): Promise<boolean> {
  if (!mayDiffer(scene, world, tree)) return true;
  return (await unlikeInEnds(scene.place, among([...tree.keys()], tree), world.temporary)).size === 0;
}

function mayDiffer(
  { repository: { commonDir, gitDir } }: Finding,
  { env, look }: Surroundings,
  tree: FileSet,
): boolean {
  return attributesIn(tree).size > 0 || mayConvert(contentFilters(commonDir, env, gitDir, look));
}

/** Git alone reads attributes, and takes any ends of lines there. */
function among(paths: readonly RepoPath[], tree: FileSet): FileSet {
  return new Map(
    paths.flatMap((path): readonly [RepoPath, FileEntry][] => {
      const entry = tree.get(path);
      return entry === undefined || isAttributes(path) ? [] : [[path, entry]];
    }),
  );
}
