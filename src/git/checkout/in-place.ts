import { splitFields } from '../../core/path-bytes.ts';
import { findCommit } from '../commits/find.ts';
import { type GitPlace, git } from '../git.ts';

/**
 * Whether the worktree holds this commit and nothing else that git would see: no edit, nothing staged, no file that git
 * does not know or ignore, no submodule at another commit, and no file that git was told not to look at.
 */
export async function isInPlace(place: GitPlace, commit: string): Promise<boolean> {
  if ((await findCommit(place, 'HEAD')) !== commit) return false;
  const [status, flags] = await Promise.all([
    git(place, [
      'status',
      '--porcelain',
      '-z',
      '--untracked-files=all',
      '--no-renames',
      '--ignore-submodules=untracked',
    ]),
    git(place, ['ls-files', '-v', '-z']),
  ]);
  return status.length === 0 && splitFields(flags).every(isLookedAt);
}

/** Lower case is `assume-unchanged`, `S` is `skip-worktree`, by which a sparse checkout leaves files out; see git-ls-files(1). */
function isLookedAt(field: Buffer): boolean {
  return field[0] === 'H'.charCodeAt(0);
}
