import type { RepoPath } from '../core/files.ts';
import { decodePath, encodePath, splitFields } from '../core/path-bytes.ts';
import { type GitPlace, gitFailed, tryGit } from './git.ts';

/** Those of the paths that git ignores: never what it tracks. Paths are relative to the top, where git is started. */
export async function ignoredPaths(place: GitPlace, paths: readonly RepoPath[]): Promise<ReadonlySet<RepoPath>> {
  if (paths.length === 0) return new Set();
  // It takes paths for pathspecs, and refuses those that are told to be literal: behind `./` a colon is one of a name.
  const args = ['--no-literal-pathspecs', 'check-ignore', '-z', '--stdin'];
  const input = Buffer.concat(paths.flatMap((path) => [Buffer.from('./'), encodePath(path), Buffer.from([0])]));
  const result = await tryGit(place, args, input);
  // 1 says that it ignores none, see git-check-ignore(1).
  if (result.code !== 0 && result.code !== 1) throw gitFailed(args, result);
  return new Set(splitFields(result.stdout).map((field) => decodePath(field).slice('./'.length)));
}
