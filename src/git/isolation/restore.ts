import { renameSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { errorMessage, isErrno, LatticeError } from '../../core/errors.ts';
import type { RepoPath } from '../../core/files.ts';
import { onDisk } from '../../core/path-bytes.ts';
import { isSameMoved, stampAt } from '../../system/stamps.ts';
import { look, lookAt, obstacleOf } from '../standing.ts';
import { type JournalEntry, mergedPath, slotPath } from './journal.ts';
import { makeFolderOf, moveToFree, remove } from './move.ts';
import type { Rescue } from './rescue.ts';

/** How entries are put back. */
export interface Restoring {
  /** Top of the worktree, and the journal's folder. */
  readonly root: string;
  readonly folder: string;
  /** Stamps by which we know again what may be dropped: its bytes are in the index, or in what comes back. */
  readonly ours: ReadonlyMap<RepoPath, string>;
  /** Paths where what stands now stays, and what is kept is forgotten. */
  readonly stays: ReadonlySet<RepoPath>;
  /** Paths where the merged version comes back. */
  readonly merged: ReadonlySet<RepoPath>;
  /** Where everything else goes that stands in the way. */
  readonly rescue: Rescue;
}

/**
 * Puts back what the journal keeps, entry by entry, whatever happens to the others; what is done already is left alone, so
 * that this can be called again. The journal stays. Returns the paths that were put back.
 * Throws `LatticeError` that says where the work is kept.
 */
export function putBack(entries: readonly JournalEntry[], restoring: Restoring): readonly RepoPath[] {
  const restored: RepoPath[] = [];
  const errors: unknown[] = [];
  // First the files that were not there: a file may belong where folders were made for them.
  const order = [...entries].sort((a, b) => Number(b.kind === 'deleted') - Number(a.kind === 'deleted'));
  for (const entry of order) {
    try {
      if (putEntryBack(entry, restoring)) restored.push(entry.path);
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw notPutBack(errors[0], restoring.folder);
  return restored;
}

function putEntryBack(entry: JournalEntry, restoring: Restoring): boolean {
  const { root, folder, stays, merged } = restoring;
  const { kind, path } = entry;
  const kept = slotPath(folder, entry.slot);
  if (look(kept) === undefined) return false;
  if (stays.has(path)) {
    remove(kept);
    return false;
  }
  if (kind === 'deleted') {
    if (lookAt(root, path) !== undefined) clear(path, restoring);
    for (const made of [...entry.folders].reverse()) removeIfEmpty(root, made);
    rmSync(kept);
    return true;
  }
  const obstacle = obstacleOf(root, path);
  if (obstacle !== undefined) restoring.rescue.take(obstacle);
  // The version that was merged stays in its slot: it is what comes back if we are killed before the journal is gone.
  const from = merged.has(path) ? mergedPath(folder, entry.slot) : kept;
  for (let isBack = false; !isBack; ) {
    clear(path, restoring);
    makeFolderOf(onDisk(root, path));
    isBack = moveToFree(from, onDisk(root, path));
  }
  return true;
}

/** Makes room at the path: drops what is ours, and rescues anything else. */
function clear(path: RepoPath, { root, folder, ours, rescue }: Restoring): void {
  const place = onDisk(root, path);
  const stamp = stampAt(place);
  if (stamp === undefined) return;
  if (ours.get(path) === stamp) drop(place, stamp, path, join(folder, 'dropped'), rescue);
  else rescue.take(path);
}

/** Moves it aside before it goes: an editor may have put another file there since we looked. */
function drop(place: string | Buffer, stamp: string, path: RepoPath, aside: string, rescue: Rescue): void {
  try {
    renameSync(place, aside);
  } catch (error) {
    if (!isErrno(error, 'EXDEV')) throw error;
    rmSync(place, { recursive: true });
    return;
  }
  if (isSameMoved(stamp, stampAt(aside))) remove(aside);
  else rescue.takeFrom(aside, path);
}

function removeIfEmpty(root: string, path: RepoPath): void {
  if (!lookAt(root, path)?.isDirectory()) return;
  try {
    rmdirSync(onDisk(root, path));
  } catch (error) {
    if (!isErrno(error, 'ENOTEMPTY')) throw error;
  }
}

function notPutBack(error: unknown, folder: string): LatticeError {
  const reason = errorMessage(error);
  return new LatticeError(
    'isolation',
    `your unstaged changes could not be put back: ${reason}`,
    `They are kept in ${folder}. Mend the cause, then run \`npx lattice-hooks recover\`.`,
    error,
  );
}
