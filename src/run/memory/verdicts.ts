import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Repository } from '../../git/repository.ts';

/**
 * What says that something passed, and how far checks reach by which that is told, below `lattice-hooks` in the git directory
 * that all worktrees share.
 */
const SHARED = ['store', 'proofs', 'proofs.old', 'origins', 'reach', 'reach.old'];
/** The same in the git directory of each worktree. */
const OF_WORKTREES = ['known'];

/**
 * Forgets all that says that something passed, in every worktree of the repository. What undoes a run that was killed, files
 * that were rescued, hooks and the last record stay.
 */
export function forgetVerdicts({ commonDir }: Pick<Repository, 'commonDir'>): void {
  for (const name of SHARED) remove(join(commonDir, 'lattice-hooks', name));
  for (const gitDir of worktreeDirs(commonDir)) {
    for (const name of OF_WORKTREES) remove(join(gitDir, 'lattice-hooks', name));
  }
}

/** The git directories of all worktrees, see gitrepository-layout(5). */
function worktreeDirs(commonDir: string): readonly string[] {
  const linked = join(commonDir, 'worktrees');
  return [commonDir, ...(existsSync(linked) ? readdirSync(linked).map((name) => join(linked, name)) : [])];
}

/** Asked first: `force` does not stand a file in the place of a folder above. */
function remove(path: string): void {
  if (existsSync(path)) rmSync(path, { recursive: true, force: true });
}
