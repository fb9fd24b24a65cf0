import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RunRecord } from '../../core/record.ts';

/** The records of the last run of a worktree are kept here, as JSON: a list, because a push may judge several commits. */
function lastRunFile(gitDir: string): string {
  return join(gitDir, 'lattice-hooks', 'last-run.json');
}

/** Keeps the records. A git directory that cannot be written costs the reprint and nothing else. */
export function keepLastRun(gitDir: string, records: readonly RunRecord[]): void {
  try {
    replace(lastRunFile(gitDir), JSON.stringify(records));
  } catch {
    // A read-only repository is still worth checking.
  }
}

/** The records of the last run; undefined when there was none, or when they are damaged or of another version. */
export function readLastRun(gitDir: string): readonly RunRecord[] | undefined {
  try {
    const records: unknown = JSON.parse(readFileSync(lastRunFile(gitDir), 'utf8'));
    return Array.isArray(records) && records.every((record) => record?.version === 1) ? records : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a file so that nobody ever reads half of it. Output of tasks may hold secrets, so it is for nobody else. */
function replace(file: string, text: string): void {
  const unfinished = `${file}.${process.pid}`;
  try {
    writeFileSync(unfinished, text, { mode: 0o600 });
  } catch {
    // Asked for when it is missing and not before: this is on the path of every hook.
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(unfinished, text, { mode: 0o600 });
  }
  try {
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
