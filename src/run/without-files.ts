import type { RepoPath } from '../core/files.ts';
import type { Scene } from './scene.ts';

/**
 * The scene of a worktree without those of the files that are new: what a run itself writes is no part of what it judges, or
 * it would change while tasks run, and be another one each time. Files that git has are judged as they are.
 */
export function withoutNewFiles(scene: Scene, files: ReadonlySet<RepoPath>): Scene {
  const { snapshot } = scene.captured;
  const left = [...files].filter((path) => snapshot.changed.get(path) === 'added');
  if (snapshot.source !== 'worktree' || left.length === 0) return scene;
  const [tree, changed] = [new Map(snapshot.tree), new Map(snapshot.changed)];
  for (const path of left) {
    tree.delete(path);
    changed.delete(path);
  }
  return { ...scene, captured: { ...scene.captured, snapshot: { ...snapshot, tree, changed } } };
}
