import { closeSync, copyFileSync, existsSync, fstatSync, openSync, readSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RepoPath } from '../../core/files.ts';
import { stampAt } from '../../system/stamps.ts';
import type { GitPlace } from '../git.ts';
import { changedEntries } from './index-entries.ts';
import { journaledIndex, journalIndex, keepIndexBytes } from './index-journal.ts';
import { lockIndex } from './index-lock.ts';
import { journalFolder } from './journal.ts';
import type { Rescue } from './rescue.ts';
import type { Pause } from './stage.ts';

/** Under which name a replaced index is rescued: no file of a worktree is called so. */
const RESCUED = '.git/index';

/**
 * An index that can come back. It is held open: git replaces an index and never writes into it, so that the old one can
 * still be read when another one bears its name. That costs no copy.
 */
export interface KeptIndex {
  readonly file: string;
  readonly stamp: string | undefined;
  /** Undefined where there was none. */
  readonly handle: number | undefined;
  /** The journal's folder, and where in it the index is, or is put when it has to come back. */
  readonly folder: string;
  readonly kept: string;
}

/**
 * Keeps the index that git is committing, and the worktree's own where that is another. Where there is a journal it knows
 * the latter, so that it survives us; the former goes with the git that made it.
 */
export function keepIndexes(place: GitPlace, gitDir: string): readonly KeptIndex[] {
  const folder = journalFolder(gitDir);
  const own = join(gitDir, 'index');
  const committed = resolve(place.cwd, place.env['GIT_INDEX_FILE'] || own);
  // First: a second name changes the stamp.
  if (existsSync(folder)) journalIndex(own, folder);
  return [...new Set([committed, own])].map((file) => ({
    file,
    stamp: stampAt(file),
    handle: existsSync(file) ? openSync(file, 'r') : undefined,
    folder,
    kept: file === own ? journaledIndex(folder) : join(folder, 'index.committed'),
  }));
}

/** Lets go of them. */
export function dropIndexes(indexes: readonly KeptIndex[]): void {
  for (const { handle } of indexes) if (handle !== undefined) closeSync(handle);
}

/**
 * Puts the index back where its entries are not what they were, and returns their paths; what it held goes to the rescue
 * folder, because somebody may have chosen it line by line. An index that was only refreshed, as by `git status`, stays.
 * Starts git only where the index was written to. From then on there is a journal, whoever removes it, that keeps the index
 * until it is back. Rejects with `LatticeError` when the index stays locked.
 */
export async function putIndexBack(
  place: GitPlace,
  index: KeptIndex,
  rescue: Rescue,
  wait: Pause,
): Promise<readonly RepoPath[]> {
  const { file, stamp, handle, folder, kept } = index;
  if (stampAt(file) === stamp || isGone(index)) return [];
  if (!existsSync(kept)) {
    if (handle === undefined) keepIndexBytes(kept, folder, Buffer.alloc(0), [0, 0]);
    else {
      const { atimeMs, mtimeMs } = fstatSync(handle);
      keepIndexBytes(kept, folder, bytesOf(handle), [atimeMs, mtimeMs]);
    }
  }
  const changed = await changedEntries(place, kept, file);
  if (changed.length > 0) await replace(index, rescue, wait);
  return changed;
}

/**
 * Whether it was the lock of a commit and has gone with the git that made it, as on Ctrl-C: put back, it would keep out all
 * that come after. A git that is still there finds out by itself.
 */
function isGone({ file, handle }: KeptIndex): boolean {
  return file.endsWith('.lock') && handle !== undefined && !existsSync(file);
}

/** Replaces the index by the kept one or, where there was none, by nothing. */
async function replace({ file, handle, kept }: KeptIndex, rescue: Rescue, wait: Pause): Promise<void> {
  // An index that is itself the lock of a commit is nobody else's.
  const ours = file.endsWith('.lock') ? kept : await lockIndex(file, kept, wait);
  try {
    if (existsSync(file)) {
      const copy = `${kept}.other`;
      copyFileSync(file, copy);
      rescue.takeFrom(copy, RESCUED);
    }
    if (handle !== undefined) {
      renameSync(ours, file);
      return;
    }
    rmSync(file, { force: true });
    rmSync(ours);
  } catch (error) {
    if (ours !== kept) rmSync(ours, { force: true });
    throw error;
  }
}

/** From the beginning, however often it is read. */
function bytesOf(handle: number): Buffer {
  const bytes = Buffer.alloc(fstatSync(handle).size);
  for (let at = 0, read = -1; at < bytes.length && read !== 0; at += read) {
    read = readSync(handle, bytes, at, bytes.length - at, at);
  }
  return bytes;
}
