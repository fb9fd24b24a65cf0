import { readFileSync, writeFileSync } from 'node:fs';
import type { RepoPath } from '../../core/files.ts';
import { onDisk } from '../../core/path-bytes.ts';
import { type GitPlace, gitFailed, tryGit } from '../git.ts';
import { basePath, type JournalEntry, slotPath } from './journal.ts';

/** What becomes of a hidden file that a fixer rewrote. */
export type Merged =
  | { readonly path: RepoPath; readonly status: 'merged'; readonly bytes: Buffer }
  /** The fix and the unstaged edit touch the same lines, or the file is binary. */
  | { readonly path: RepoPath; readonly status: 'conflict' };

/** Merges the fix of a partially staged file into the user's own version of it: three ways, with the staged content as base. */
export async function mergeFix(
  place: GitPlace,
  folder: string,
  entry: Extract<JournalEntry, { kind: 'edited' }>,
): Promise<Merged> {
  const { path, slot } = entry;
  const fixed = `${basePath(folder, slot)}.fixed`;
  writeFileSync(fixed, readFileSync(onDisk(place.cwd, path)));
  const args = ['merge-file', '-p', '-q', slotPath(folder, slot), basePath(folder, slot), fixed];
  const result = await tryGit(place, args);
  if (result.code === 0) return { path, status: 'merged', bytes: result.stdout };
  // A positive code below 128 counts conflicts; 255 is git's word for "cannot merge binary files".
  if (result.code < 128 || /binary/.test(result.stderr)) return { path, status: 'conflict' };
  throw gitFailed(args, result);
}
