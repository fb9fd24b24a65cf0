import type { RepoPath } from '../../core/files.ts';
import type { GitPlace } from '../git.ts';
import { hashObjects } from '../objects.ts';
import type { Repository } from '../repository.ts';
import { type JournalEntry, journalFolder, readJournal, removeJournal } from './journal.ts';
import { openRescue } from './rescue.ts';
import { putEverythingBack } from './restore.ts';

/** What a recovery did. */
export interface Recovery {
  /** Paths that are as they were again. */
  readonly restored: readonly RepoPath[];
  /** Files that had been written in their place meanwhile, now in `folder`. */
  readonly rescued: readonly RepoPath[];
  readonly folder: string;
}

/** Puts back what an interrupted run had hidden; undefined when there was nothing. Can be killed and called again. */
export async function recover(place: GitPlace, repository: Repository, now: string): Promise<Recovery | undefined> {
  const folder = journalFolder(repository.gitDir);
  const journal = readJournal(folder);
  if (journal === undefined) {
    removeJournal(folder);
    return undefined;
  }
  const { entries } = journal;
  const isOurs = await unchangedStaged(place, entries);
  const rescue = openRescue(repository.root, repository.gitDir, now);
  putEverythingBack(entries, { root: repository.root, folder, isOurs, rescue: rescue.take });
  return { restored: entries.map((entry) => entry.path), rescued: rescue.taken, folder: rescue.folder };
}

/** Ours is what still holds the staged content. What a fixer or the user made of it since cannot be told apart, so it is kept. */
async function unchangedStaged(
  place: GitPlace,
  entries: readonly JournalEntry[],
): Promise<(entry: JournalEntry) => boolean> {
  const staged = new Map(entries.flatMap((entry) => ('staged' in entry ? [[entry.path, entry.staged] as const] : [])));
  const now = await hashObjects(place, [...staged.keys()]);
  return ({ path }) => staged.has(path) && now.get(path)?.id === staged.get(path)?.id;
}
