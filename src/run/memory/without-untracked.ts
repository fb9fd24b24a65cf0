import type { RepoPath } from '../../core/files.ts';
import { trackedPaths } from '../../git/tracked.ts';
import type { Scene } from '../scene.ts';

/**
 * The scene of a worktree without those of the files that git does not track: what a run itself writes is no part of what it
 * judges, or it would change while tasks run, and be another one each time.
 */
export async function withoutUntracked(scene: Scene, files: ReadonlySet<RepoPath>): Promise<Scene> {
  const { place, captured } = scene;
  const { snapshot } = captured;
  const present = snapshot.source === 'worktree' ? [...files].filter((path) => snapshot.tree.has(path)) : [];
  const tracked = await trackedPaths(place, present);
  const left = present.filter((path) => !tracked.has(path));
  if (left.length === 0) return scene;
  const [tree, changed] = [new Map(snapshot.tree), new Map(snapshot.changed)];
  for (const path of left) {
    tree.delete(path);
    changed.delete(path);
  }
  return { ...scene, captured: { ...captured, snapshot: { ...snapshot, tree, changed } } };
}
