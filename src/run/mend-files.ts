import type { RepoPath } from '../core/files.ts';
import { kindOf } from '../work/execute.ts';
import { mendAlone } from '../work/inspect.ts';
import type { Prepared } from './preparation.ts';
import type { RunRequest } from './request.ts';
import { siteOf } from './site-of.ts';
import type { World } from './world.ts';

/**
 * Lets the kinds of a prepared run mend what they can in the files on disk. A file that somebody saves meanwhile is left to
 * him. Returns the files that were rewritten. The worktree's lock must be held.
 */
export async function mendFiles(
  { scene, plan }: Prepared,
  request: RunRequest,
  world: World,
): Promise<readonly RepoPath[]> {
  const site = siteOf(scene, request, world);
  const { signal } = new AbortController();
  const mended = new Set<RepoPath>();
  for (const check of plan.checks) {
    const kind = await kindOf(check.task, scene);
    if (kind?.type !== 'inspection') continue;
    const work = { check, files: check.dependsOn, tree: scene.captured.snapshot.tree, fixing: true, signal };
    for (const path of (await mendAlone(kind, work, site)).keys()) mended.add(path);
  }
  return [...mended];
}
