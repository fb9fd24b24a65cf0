import { isErrno, LatticeError } from '../../core/errors.ts';
import { linkOrCopy } from './index-journal.ts';
import type { Pause } from './stage.ts';

/** For how long another git that holds the index's lock is waited for, in milliseconds. */
const PATIENCE = 10_000;
const PAUSE = 100;

/**
 * Takes the lock by which git changes an index, waiting for another git. The lock is `content`, by a second name where
 * that can be, as git's own lock holds what becomes the index. Returns the lock's path.
 * Rejects with `LatticeError` when it stays locked.
 */
export async function lockIndex(file: string, content: string, wait: Pause): Promise<string> {
  const lock = `${file}.lock`;
  for (let waited = 0; ; waited += PAUSE) {
    try {
      linkOrCopy(content, lock);
      return lock;
    } catch (error) {
      if (!isErrno(error, 'EEXIST')) throw error;
      if (waited >= PATIENCE) throw stillLocked(file, lock, content);
    }
    await wait(PAUSE);
  }
}

function stillLocked(file: string, lock: string, kept: string): LatticeError {
  return new LatticeError(
    'isolation',
    `${file} was changed while the checks ran and cannot be put back: ${lock} is held`,
    `End the git that holds it, or remove the lock where none does. The index from before is kept in ${kept}: look at \`git status\`, then run \`npx lattice-hooks recover\`.`,
  );
}
