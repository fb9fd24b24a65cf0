import type { RepoPath } from '../../core/files.ts';
import type { GitPlace } from '../git.ts';
import type { Repository } from '../repository.ts';
import { endGroups } from './groups.ts';
import { journalFolder, readJournal, removeJournal } from './journal.ts';
import { recognizeContent } from './recognize.ts';
import { openRescue } from './rescue.ts';
import { putBack } from './restore.ts';
import { unstage } from './stage.ts';

/** What a recovery did. */
export interface Recovery {
  /** Paths that are as they were again. */
  readonly restored: readonly RepoPath[];
  /** Files that had been written in their place meanwhile, now in `folder`. */
  readonly rescued: readonly RepoPath[];
  readonly folder: string;
}

/**
 * Ends what an interrupted run left running, puts back what it had hidden, and takes back what it had staged; undefined
 * when there was nothing to put back.
 * Can be killed and called again. What stands in the place of a hidden file is rescued, unless it is just what is staged:
 * what a fixer and what the user made of it cannot be told apart. The worktree's lock is held.
 */
export async function recover(place: GitPlace, repository: Repository, now: string): Promise<Recovery | undefined> {
  const { root, gitDir } = repository;
  const folder = journalFolder(gitDir);
  const entries = readJournal(folder)?.entries ?? [];
  await endGroups(folder);
  const { ours, stays } = await recognizeContent(place, folder, entries);
  const rescue = openRescue(root, gitDir, now);
  const restored = putBack(entries, { root, folder, ours, stays, merged: new Set(), rescue });
  const unstaged = await unstage(place, gitDir, folder);
  removeJournal(folder);
  if (restored.length === 0 && unstaged.length === 0) return undefined;
  return { restored: [...new Set([...restored, ...unstaged])], rescued: rescue.taken, folder: rescue.folder };
}
