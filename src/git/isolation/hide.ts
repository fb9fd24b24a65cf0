import { renameSync, writeFileSync } from 'node:fs';
import { errorMessage, isErrno, LatticeError } from '../../core/errors.ts';
import type { RepoPath } from '../../core/files.ts';
import { encodePath, onDisk } from '../../core/path-bytes.ts';
import { stampFiles } from '../../system/stamps.ts';
import { type GitPlace, git } from '../git.ts';
import { flushFiles } from './flush-files.ts';
import { type Journal, type JournalEntry, slotPath, writeJournal } from './journal.ts';
import { copy, keep } from './move.ts';
import { stampStaged } from './stamp-staged.ts';

/**
 * Carries the plan out: writes the journal, copies what fixers may rewrite, moves aside, and writes what is staged.
 * Returns the stamps of all that tasks see at these paths: what bears its stamp later has not been touched.
 */
export async function hide(place: GitPlace, folder: string, journal: Journal): Promise<ReadonlyMap<RepoPath, string>> {
  const root = place.cwd;
  const { entries } = journal;
  if (entries.length === 0) return new Map();
  try {
    writeJournal(folder, journal);
    // Before they are copied: what is saved since then has another stamp, and no copy.
    const handed = stampFiles(
      root,
      entries.flatMap(({ kind, path }) => (kind === 'handed' ? path : [])),
    );
    await keepCopies(root, folder, entries);
    for (const entry of entries) putAside(root, folder, entry);
    const staged = entries.filter((entry) => 'staged' in entry);
    await writeStaged(
      place,
      staged.map(({ path }) => path),
    );
    return new Map([...handed, ...(await stampStaged(place, folder, staged))]);
  } catch (error) {
    if (error instanceof LatticeError) throw error;
    throw notPutAside(error);
  }
}

/** Copies, and flushes all copies side by side, before the first of them counts. */
async function keepCopies(root: string, folder: string, entries: readonly JournalEntry[]): Promise<void> {
  const slots: string[] = [];
  for (const { kind, path, slot } of entries) {
    if (kind !== 'handed') continue;
    const kept = slotPath(folder, slot);
    copy(onDisk(root, path), `${kept}.part`);
    slots.push(kept);
  }
  await flushFiles(slots.map((slot) => `${slot}.part`));
  for (const slot of slots) renameSync(`${slot}.part`, slot);
}

function putAside(root: string, folder: string, { kind, path, slot }: JournalEntry): void {
  const kept = slotPath(folder, slot);
  if (kind === 'deleted') writeFileSync(kept, '');
  else if (kind === 'edited') keep(onDisk(root, path), kept);
  else if (kind === 'untracked') keepIfThere(onDisk(root, path), kept);
}

/** Editors and servers make and remove files of their own all the time. */
function keepIfThere(place: string | Buffer, slot: string): void {
  try {
    keep(place, slot);
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
  }
}

/**
 * Writes the index's content of these paths, and of no others, with git's own filters, modes and links. Without `--force`:
 * what somebody has put there since is not overwritten.
 */
async function writeStaged(place: GitPlace, paths: readonly RepoPath[]): Promise<void> {
  if (paths.length === 0) return;
  const names = Buffer.concat(paths.flatMap((path) => [encodePath(path), Buffer.from([0])]));
  await git(place, ['checkout-index', '-z', '--stdin'], names);
}

function notPutAside(error: unknown): LatticeError {
  const reason = errorMessage(error);
  return new LatticeError(
    'isolation',
    `your unstaged changes could not be put aside: ${reason}`,
    'Everything is as it was. Mend the cause, then commit again.',
    error,
  );
}
