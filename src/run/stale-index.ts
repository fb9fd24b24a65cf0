import { basename } from 'node:path';
import { LatticeError } from '../core/errors.ts';
import type { World } from './world.ts';

/** Files into which `git commit -a` and `git commit <path>` read the worktree before the hook runs. */
const READ_FROM_WORKTREE = /^(index|next-index-\d+)\.lock$/;

/**
 * To be called where changes were hidden and have been put back: what git is about to commit may have been read while they were
 * hidden, and while fixers were at work. What was staged before holds.
 * Throws `LatticeError` where git has read the worktree.
 */
export function refuseStaleIndex(env: World['env']): void {
  if (!READ_FROM_WORKTREE.test(basename(env['GIT_INDEX_FILE'] ?? ''))) return;
  throw new LatticeError(
    'environment',
    'git read what it is about to commit while your changes were hidden',
    'They are back now: commit again.',
  );
}
