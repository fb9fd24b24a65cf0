import type { RepoPath } from '../core/files.ts';
import { decodePath, splitFields } from '../core/path-bytes.ts';
import { type GitPlace, tryGit } from './git.ts';

/** Where a file of HEAD went that is gone from its place, as git reckons it; undefined: nowhere. `staged`: by the index, and not by the worktree. */
export async function renamedTo(place: GitPlace, path: RepoPath, staged: boolean): Promise<RepoPath | undefined> {
  const by = staged ? ['--cached'] : [];
  const { code, stdout } = await tryGit(place, [
    'diff',
    ...by,
    '--name-status',
    '-z',
    '--find-renames',
    '--diff-filter=R',
    'HEAD',
  ]);
  if (code !== 0) return undefined;
  const fields = splitFields(stdout);
  // Each is a status, where it was, and where it is.
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const [, from, to] = fields.slice(at, at + 3);
    if (from !== undefined && to !== undefined && decodePath(from) === path) return decodePath(to);
  }
  return undefined;
}
