import { LatticeError } from '../../core/errors.ts';
import type { RepoPath } from '../../core/files.ts';
import { isOnReadOnlyDisk } from '../../system/read-only-disk.ts';
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
 * Rejects with what `work` rejected with, when the files are back, and with `LatticeError` where no copies can be kept.
 */
export async function keepHanded(handed: Handed, work: () => Promise<void>): Promise<void> {
  const { place, repository, paths, startedAt, pid } = handed;
  const files = [...paths].filter((path) => lookAt(repository.root, path)?.isFile());
  if (files.length > 0 && isOnReadOnlyDisk(repository.gitDir)) throw notKept(repository.gitDir);
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

function notKept(gitDir: string): LatticeError {
  return new LatticeError(
    'isolation',
    `no copies can be kept of files that a task without a checking command rewrites: ${gitDir} lies on a read-only file system`,
    'Give the task a command that checks, or leave it out with --only.',
  );
}
