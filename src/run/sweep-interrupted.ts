import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sweepFixes } from '../git/isolation/interrupted-fixes.ts';
import { lockWorktree } from '../git/isolation/lock.ts';
import type { Repository } from '../git/repository.ts';
import { removeFoldersOf, removeOldFolders } from '../system/processes/run-folders.ts';
import type { World } from './world.ts';

/** Removes what runs left that were killed, unless one goes on here: nothing of what it uses is touched. */
export async function sweepInterrupted({
  repository: { root, gitDir },
  world: { pid, startedAt, temporary },
}: {
  readonly repository: Pick<Repository, 'root' | 'gitDir'>;
  readonly world: Pick<World, 'pid' | 'startedAt' | 'temporary'>;
}): Promise<void> {
  removeOldFolders(temporary, Date.parse(startedAt));
  if (!existsSync(join(gitDir, 'lattice-hooks'))) return;
  const inUse = new Error('a run goes on here');
  try {
    const release = await lockWorktree(gitDir, {
      pid,
      since: startedAt,
      onWait: () => {},
      sleep: () => Promise.reject(inUse),
      onDead: (dead) => removeFoldersOf(dead, temporary),
    });
    sweepFixes(root, gitDir);
    release();
  } catch {
    // It is swept by the next run; in a git directory that cannot be written to there is nothing to sweep.
  }
}
