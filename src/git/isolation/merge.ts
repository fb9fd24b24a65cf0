import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { onDisk } from '../../core/path-bytes.ts';
import { type GitPlace, gitFailed, tryGit } from '../git.ts';
import { look, lookAt } from '../standing.ts';
import { basePath, type JournalEntry, mergedPath, slotPath } from './journal.ts';
import { type LineEnds, lineEndsOf, withLineEnds } from './line-ends.ts';
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
  const ends = endsToTake(readFileSync(hidden), readFileSync(base));
  const [before, current] = [`${base}.before`, `${hidden}.current`];
  copyWith(ends, base, before);
  copyWith(ends, onDisk(place.cwd, path), current);
  const args = ['merge-file', '-p', hidden, before, current];
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

/**
 * Git writes what is staged with the ends of lines that it is told to, editors with their own: without this every line
 * would differ. Undefined where nothing needs to be changed.
 */
function endsToTake(hidden: Buffer, base: Buffer): LineEnds | undefined {
  const [wanted, given] = [lineEndsOf(hidden), lineEndsOf(base)];
  return given === undefined || wanted === given ? undefined : wanted;
}

function copyWith(ends: LineEnds | undefined, from: string | Buffer, to: string): void {
  const bytes = readFileSync(from);
  writeFileSync(to, ends === undefined ? bytes : withLineEnds(bytes, ends));
}
