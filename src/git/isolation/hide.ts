import { copyFileSync } from 'node:fs';
import type { RepoPath } from '../../core/files.ts';
import { encodePath, onDisk } from '../../core/path-bytes.ts';
import { type GitPlace, git } from '../git.ts';
import { basePath, type JournalEntry, slotPath } from './journal.ts';
import { copy, move } from './move.ts';

/** Carries the plan out: moves aside, writes what is staged, and copies what fixers may rewrite. The journal is on disk before. */
export async function hide(
  place: GitPlace,
  folder: string,
  entries: readonly JournalEntry[],
  rewrites: ReadonlySet<RepoPath>,
): Promise<void> {
  const at = (path: RepoPath) => onDisk(place.cwd, path);
  for (const entry of entries) {
    if (entry.kind === 'handed') copy(at(entry.path), slotPath(folder, entry.slot));
    else if (entry.kind !== 'deleted') move(at(entry.path), slotPath(folder, entry.slot));
  }
  await writeStaged(
    place,
    entries.flatMap((entry) => ('staged' in entry ? entry.path : [])),
  );
  for (const entry of entries) {
    if (entry.kind === 'edited' && rewrites.has(entry.path)) copyFileSync(at(entry.path), basePath(folder, entry.slot));
  }
}

/** Writes the index's content of these paths, and of no others, with git's own filters, modes and links. */
async function writeStaged(place: GitPlace, paths: readonly RepoPath[]): Promise<void> {
  if (paths.length === 0) return;
  const names = Buffer.concat(paths.flatMap((path) => [encodePath(path), Buffer.from([0])]));
  await git(place, ['checkout-index', '--force', '-z', '--stdin'], names);
}
