import type { RepoPath } from '../core/files.ts';
import { decodePath, splitFields } from '../core/path-bytes.ts';
import { type GitPlace, git } from './git.ts';

/** Those of the paths that are in the index. Paths are relative to the top, where git is started; a few, as they become arguments. */
export async function trackedPaths(place: GitPlace, paths: readonly RepoPath[]): Promise<ReadonlySet<RepoPath>> {
  if (paths.length === 0) return new Set();
  const listed = await git(place, ['ls-files', '-z', '--full-name', '--', ...paths]);
  return new Set(splitFields(listed).map(decodePath));
}
