import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { mergeLines } from '../../core/merge-lines.ts';
import { onDisk } from '../../core/path-bytes.ts';
import { type GitPlace, gitFailed, tryGit } from '../git.ts';
import { look, lookAt } from '../standing.ts';
import { basePath, type JournalEntry, mergedPath, slotPath } from './journal.ts';
import { type LineEnds, lineEndsOf, withLineEnds } from './line-ends.ts';
import { keepOwner } from './owner.ts';

/**
 * Merges what stands at the path now into the hidden version: three ways, with the staged content as base. The merged
 * version waits beside the hidden one, with its permissions, still to be flushed. False where both touch the same lines, or one is no text file.
 */
export async function mergeHidden(
  place: GitPlace,
  folder: string,
  { path, slot }: Extract<JournalEntry, { kind: 'edited' }>,
): Promise<boolean> {
  const [hidden, base] = [slotPath(folder, slot), basePath(folder, slot)];
  const permissions = look(hidden);
  if (!permissions?.isFile() || !look(base)?.isFile() || !lookAt(place.cwd, path)?.isFile()) return false;
  const [mine, staged] = [readFileSync(hidden), readFileSync(base)];
  const ends = endsToTake(mine, staged);
  const before = withEnds(ends, staged);
  const current = withEnds(ends, readFileSync(onDisk(place.cwd, path)));
  const result = mergeTexts(before, mine, current) ?? (await askGit(place, hidden, before, current));
  if (result === undefined) return false;
  const merged = mergedPath(folder, slot);
  writeFileSync(merged, result);
  keepOwner(merged, permissions);
  chmodSync(merged, permissions.mode & 0o7777);
  return true;
}

/** Without git, which would be started for each file; undefined where changes meet or a file may be a binary one. */
function mergeTexts(before: Buffer, mine: Buffer, current: Buffer): Buffer | undefined {
  const versions = [before, mine, current];
  if (versions.some((bytes) => bytes.includes(0))) return undefined;
  const merged = mergeLines(before.toString('latin1'), mine.toString('latin1'), current.toString('latin1'));
  return merged === undefined ? undefined : Buffer.from(merged, 'latin1');
}

/** Git may still find a way, and has the last word. */
async function askGit(place: GitPlace, hidden: string, before: Buffer, current: Buffer): Promise<Buffer | undefined> {
  writeFileSync(`${hidden}.before`, before);
  writeFileSync(`${hidden}.current`, current);
  const args = ['merge-file', '-p', hidden, `${hidden}.before`, `${hidden}.current`];
  const result = await tryGit(place, args);
  if (result.code === 0) return result.stdout;
  // A positive code below 128 counts conflicts; 255 is git's word for "cannot merge binary files".
  if (result.code < 128 || /binary/.test(result.stderr)) return undefined;
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

function withEnds(ends: LineEnds | undefined, bytes: Buffer): Buffer {
  return ends === undefined ? bytes : withLineEnds(bytes, ends);
}
