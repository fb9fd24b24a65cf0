import type { FileEntry, RepoPath } from '../core/files.ts';
import type { Fix } from '../core/ports.ts';
import { applyFixes } from '../git/isolation/apply-fixes.ts';
import { keepBlobs } from '../git/keep-blobs.ts';
import { kindOf } from '../work/execute.ts';
import { mend } from '../work/inspect.ts';
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
  const { place, repository, captured } = scene;
  const site = siteOf(scene, request, world);
  const { signal } = new AbortController();
  const contents = new Map<RepoPath, Uint8Array>();
  for (const check of plan.checks) {
    const kind = await kindOf(check.task, scene);
    if (kind?.type !== 'inspection') continue;
    const work = { check, files: check.files, tree: captured.snapshot.tree, fixing: true, signal };
    for (const [path, content] of await mend(kind, work, site)) contents.set(path, content);
  }
  const ids = await keepBlobs(place, [...contents.values()]);
  const fixes = [...contents.keys()].flatMap((path, index): readonly Fix[] => {
    const [from, id] = [captured.snapshot.tree.get(path), ids[index]];
    if (from === undefined || id === undefined) return [];
    const to: FileEntry = { ...from, id };
    return [{ path, from, to }];
  });
  return [...(await applyFixes(place, repository.gitDir, fixes)).keys()];
}
