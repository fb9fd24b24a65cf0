import type { RepoPath } from '../../core/files.ts';
import type { GitPlace } from '../git.ts';
import type { Repository } from '../repository.ts';
import { lookAt } from '../standing.ts';
import { hide } from './hide.ts';
import { type JournalEntry, journalFolder, removeJournal } from './journal.ts';
import { recover } from './recover.ts';

/** Files that are rewritten for a moment and put back by whoever has them rewritten. */
export interface Handed {
  readonly place: GitPlace;
  readonly repository: Repository;
  readonly paths: ReadonlySet<RepoPath>;
  /** ISO 8601 start of the run. */
  readonly startedAt: string;
  readonly pid: number;
}

/**
 * Runs `work` while the journal has copies of these files, so that a run that is killed meanwhile is undone by the next one
 * as any other. Nothing is kept where there are none of them. The worktree's lock is held.
 * Rejects with what `work` rejected with, when the files are back.
 */
export async function keepHanded(handed: Handed, work: () => Promise<void>): Promise<void> {
  const { place, repository, paths, startedAt, pid } = handed;
  const files = [...paths].filter((path) => lookAt(repository.root, path)?.isFile());
  const entries = files.map((path, slot): JournalEntry => ({ kind: 'handed', path, slot }));
  const folder = journalFolder(repository.gitDir);
  await hide(place, folder, { version: 1, pid, entries });
  try {
    await work();
  } catch (error) {
    await recover(place, repository, startedAt);
    throw error;
  }
  removeJournal(folder);
}
