import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RepoPath } from '../../core/files.ts';
import { isLongPast } from '../../core/memory/guard.ts';
import { seal, unseal } from '../../core/memory/sealed.ts';
import type { OutputFile } from '../../core/outputs.ts';
import { replaceFile } from '../../system/kept/replace-file.ts';

/** A file that a run of a task left, or that we put there. */
export interface PlacedFile extends OutputFile {
  /** While it bears this stamp it holds what it held. Absent where that could not be told yet. */
  readonly stamp?: string;
}

/** What is known to have been put there for one task. */
export type Placed = ReadonlyMap<RepoPath, PlacedFile>;

/** What a note says. A damaged one says nothing: then nothing is known to be ours. */
export function readPlaced(note: string | undefined): Placed {
  try {
    const text = note === undefined ? undefined : unseal(readFileSync(note, 'utf8'));
    const files: readonly PlacedFile[] = text === undefined ? [] : JSON.parse(text);
    return new Map(files.map((file) => [file.path, file]));
  } catch {
    return new Map();
  }
}

/** Notes files. Where that cannot be written nothing will be known to be ours. */
export function notePlaced(note: string | undefined, files: readonly PlacedFile[]): void {
  if (note === undefined) return;
  try {
    mkdirSync(dirname(note), { recursive: true });
    replaceFile(note, seal(JSON.stringify(files)));
  } catch {
    // The next look reads every file.
  }
}

/**
 * Outputs with stamps by which they will be known without being read. `stamps`: from before they were read just now, but
 * after `since`, in milliseconds: a file that is younger may be written to again and bear the same stamp.
 */
export function withStamps(
  outputs: readonly OutputFile[],
  stamps: ReadonlyMap<RepoPath, string>,
  since: number,
): readonly PlacedFile[] {
  const before = BigInt(since) * 1_000_000n;
  return outputs.map((output) => {
    const stamp = stamps.get(output.path);
    return stamp !== undefined && isLongPast(changedAt(stamp), before) ? { ...output, stamp } : output;
  });
}

/** Whether a note says just this already. */
export function isNoted(placed: Placed, files: readonly PlacedFile[]): boolean {
  if (placed.size !== files.length) return false;
  return files.every(({ path, mode, content, found, stamp }) => {
    const noted = placed.get(path);
    return noted?.content === content && noted.mode === mode && noted.found === found && noted.stamp === stamp;
  });
}

/** The last word of a stamp, see `stampAt`. */
function changedAt(stamp: string): bigint {
  return BigInt(stamp.slice(stamp.lastIndexOf(' ') + 1));
}
