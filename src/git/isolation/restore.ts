import { rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LatticeError } from '../../core/errors.ts';
import type { RepoPath } from '../../core/files.ts';
import { onDisk } from '../../core/path-bytes.ts';
import { type JournalEntry, removeJournal, slotPath } from './journal.ts';
import { isSameFile, look, makeFolderOf, move } from './move.ts';

/** Puts one entry back. `keep` decides what happens to something that stands in the way and is not ours to delete. */
export interface Restoring {
  readonly root: string;
  /** The journal's folder. */
  readonly folder: string;
  /** Whether what stands at the path now may be dropped: it is what we wrote there, or what a task made of it. */
  readonly isOurs: (entry: JournalEntry) => boolean;
  /** Takes what stands at the path out of the way, to a place where the user finds it. */
  readonly rescue: (path: RepoPath) => void;
}

/**
 * Puts everything back as it was before the tasks ran: hidden work, and files that fixers rewrote. Then forgets the journal.
 * Throws `LatticeError` that says where the work is kept; can be called again.
 */
export function putEverythingBack(entries: readonly JournalEntry[], restoring: Restoring): void {
  try {
    for (const entry of entries) if (entry.kind === 'deleted') removeStaged(entry, restoring);
    for (const entry of entries) if (entry.kind !== 'deleted') putBack(entry, restoring);
    removeJournal(restoring.folder);
  } catch (error) {
    throw notPutBack(error, restoring.folder);
  }
}

/** Puts hidden work back and leaves what fixers made of the other files. Then forgets the journal. Throws as above. */
export function putHiddenBack(entries: readonly JournalEntry[], restoring: Restoring): void {
  putEverythingBack(
    entries.filter((entry) => entry.kind !== 'handed'),
    restoring,
  );
}

function putBack(entry: Exclude<JournalEntry, { kind: 'deleted' }>, restoring: Restoring): void {
  const kept = slotPath(restoring.folder, entry.slot);
  const path = onDisk(restoring.root, entry.path);
  // Nothing in the slot: the run was killed before it got here, or an earlier recovery has done this one.
  if (look(kept) === undefined) return;
  if (entry.kind === 'handed' && isSameFile(kept, path)) return;
  clear(entry, restoring);
  makeFolderOf(path);
  move(kept, path);
}

function clear(entry: JournalEntry, restoring: Restoring): void {
  const path = onDisk(restoring.root, entry.path);
  if (look(path) === undefined) return;
  if (restoring.isOurs(entry)) rmSync(path, { recursive: true });
  else restoring.rescue(entry.path);
}

function removeStaged(entry: Extract<JournalEntry, { kind: 'deleted' }>, restoring: Restoring): void {
  // Somebody wrote a file of that name meanwhile: that is new work, and it stays.
  if (!restoring.isOurs(entry)) return;
  rmSync(onDisk(restoring.root, entry.path), { force: true });
  for (const folder of [...entry.folders].reverse()) removeIfEmpty(join(restoring.root, folder));
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Not empty, or not there: either way it is not ours to remove.
  }
}

function notPutBack(error: unknown, folder: string): LatticeError {
  const reason = error instanceof Error ? error.message : String(error);
  return new LatticeError(
    'isolation',
    `your unstaged changes could not be put back: ${reason}`,
    `They are kept in ${folder}. Mend the cause, then run \`npx lattice-hooks recover\`.`,
    error,
  );
}
