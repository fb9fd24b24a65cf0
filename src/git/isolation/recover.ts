import type { RepoPath } from '../../core/files.ts';
import type { GitPlace } from '../git.ts';
import type { Repository } from '../repository.ts';
import { endGroups } from './groups.ts';
import { dropOwnLock } from './index-journal.ts';
import { journalFolder, readJournal, removeJournal } from './journal.ts';
import { recognizeContent } from './recognize.ts';
import { openRescue } from './rescue.ts';
import { type IndexRescue, rescueIndex } from './rescue-index.ts';
import { putBack } from './restore.ts';
import { unstage } from './stage.ts';
import { remakeStaged } from './staged-blobs.ts';

/** What a recovery did. */
export interface Recovery {
  /** Paths that are as they were again. */
  readonly restored: readonly RepoPath[];
  /** Files that had been written in their place meanwhile, now in `folder`. */
  readonly rescued: readonly RepoPath[];
  readonly folder: string;
  /** Files that stay staged with their fixes, because git no longer has what was staged before. */
  readonly lost: readonly RepoPath[];
  /**
   * Entries of the index that are not what they were before the tasks; undefined where all are. They stay, because a task
   * of the run and the user cannot be told apart.
   */
  readonly index: IndexRescue | undefined;
}

/**
 * Ends what an interrupted run left running, puts back what it had hidden, and takes back what it had staged; undefined
 * when there was nothing to put back.
 * Can be killed and called again. What stands in the place of a hidden file is rescued, unless it is just what is staged:
 * what a fixer and what the user made of it cannot be told apart. Nor can a task's change of the index and the user's: that
 * stays, and the index from before is rescued. The worktree's lock is held.
 */
export async function recover(place: GitPlace, repository: Repository, now: string): Promise<Recovery | undefined> {
  const { root, gitDir } = repository;
  const folder = journalFolder(gitDir);
  const entries = readJournal(folder)?.entries ?? [];
  await endGroups(folder);
  const lost = await remakeStaged(place, folder, entries);
  const { ours, stays } = await recognizeContent(place, folder, entries);
  const rescue = openRescue(root, gitDir, now);
  const restored = putBack(entries, { root, folder, ours, stays, merged: new Set(), rescue });
  dropOwnLock(gitDir, folder);
  const unstaged = await unstage(place, gitDir, folder, lost);
  const rescued = [...rescue.taken];
  const index = await rescueIndex(place, gitDir, folder, rescue);
  removeJournal(folder);
  const isNothing = restored.length === 0 && unstaged.length === 0 && lost.size === 0 && index === undefined;
  if (isNothing) return undefined;
  return { restored: [...new Set([...restored, ...unstaged])], rescued, folder: rescue.folder, lost: [...lost], index };
}
