import { appendFileSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RunRecord } from '../../core/record.ts';
import { formatEntry, parseEntries, type RunEntry, runEntry } from '../../core/runs/entry.ts';
import type { Repository } from '../../git/repository.ts';

/** Bytes at which a generation of the log ends: some thousand runs. It stays readable, and the one before it goes. */
const MOST_BYTES = 1024 * 1024;

/**
 * Adds runs to the log that the worktrees of a repository share, in one write, so that any number of processes may do so at
 * once. Where nothing can be written nothing is kept. Reasons for a skip may be private: the log is for its owner alone.
 */
export function logRuns({ commonDir }: Pick<Repository, 'commonDir'>, records: readonly RunRecord[]): void {
  const file = logFile(commonDir);
  // A line that a killed process left unfinished must not swallow ours.
  const text = `\n${records.map((record) => formatEntry(runEntry(record))).join('')}`;
  try {
    if (sizeOf(file) > MOST_BYTES) renameSync(file, `${file}.old`);
    append(file, text);
  } catch {
    // The run is over, and was judged.
  }
}

/** The runs of a repository as far as they are logged, the oldest first. */
export function readRuns({ commonDir }: Pick<Repository, 'commonDir'>): readonly RunEntry[] {
  const file = logFile(commonDir);
  return [`${file}.old`, file].flatMap((generation) => parseEntries(read(generation)));
}

function logFile(commonDir: string): string {
  return join(commonDir, 'lattice-hooks', 'runs.jsonl');
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function append(file: string, text: string): void {
  try {
    appendFileSync(file, text, { mode: 0o600 });
  } catch {
    // Asked for when it is missing and not before: this is on the path of every hook.
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, text, { mode: 0o600 });
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
