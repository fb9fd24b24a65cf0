import { isBuiltInLook } from '../../core/built-in-look.ts';
import type { Look } from '../../core/look.ts';
import type { Task } from '../../core/task.ts';
import { ignoredPaths } from '../../git/ignored.ts';
import type { Scene } from '../scene.ts';
import { unknownInputFiles } from './unknown-inputs.ts';

/**
 * Whether inputs of these tasks are on disk that neither the commit has nor git ignores: somebody's work that is not
 * committed. A task of `file` scope may have read them at its commit, and no checkout has them.
 */
export async function hasStrayInputs(
  { place, directory, captured }: Pick<Scene, 'place' | 'directory' | 'captured'>,
  tasks: readonly Task[],
  look: Look,
): Promise<boolean> {
  const { tree } = captured.snapshot;
  const onDisk = tasks.filter((task) => !isBuiltInLook(task));
  const files = new Set(onDisk.flatMap((task) => unknownInputFiles(task, { directory, tree }, look)));
  // What is linked from outside of the repository is linked into a checkout too.
  const inside = [...files].filter((path) => !path.startsWith('../'));
  const ignored = await ignoredPaths(place, inside);
  return inside.some((path) => !ignored.has(path));
}
