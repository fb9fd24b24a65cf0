import { chmodSync, copyFileSync, writeFileSync } from 'node:fs';
import { onDisk } from '../../core/path-bytes.ts';
import { type GitPlace, gitFailed, tryGit } from '../git.ts';
import { look, lookAt } from '../standing.ts';
import { basePath, type JournalEntry, mergedPath, slotPath } from './journal.ts';
import { flush } from './move.ts';

/**
 * Merges what stands at the path now into the hidden version: three ways, with the staged content as base. The merged
 * version waits beside the hidden one, with its permissions. False where both touch the same lines, or one is no text file.
 */
export async function mergeHidden(
  place: GitPlace,
  folder: string,
  { path, slot }: Extract<JournalEntry, { kind: 'edited' }>,
): Promise<boolean> {
  const [hidden, base] = [slotPath(folder, slot), basePath(folder, slot)];
  const permissions = look(hidden);
  if (!permissions?.isFile() || !look(base)?.isFile() || !lookAt(place.cwd, path)?.isFile()) return false;
  const current = `${hidden}.current`;
  copyFileSync(onDisk(place.cwd, path), current);
  const args = ['merge-file', '-p', hidden, base, current];
  const result = await tryGit(place, args);
  if (result.code === 0) {
    const merged = mergedPath(folder, slot);
    writeFileSync(merged, result.stdout);
    chmodSync(merged, permissions.mode & 0o7777);
    flush(merged);
    return true;
  }
  // A positive code below 128 counts conflicts; 255 is git's word for "cannot merge binary files".
  if (result.code < 128 || /binary/.test(result.stderr)) return false;
  throw gitFailed(args, result);
}
