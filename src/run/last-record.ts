import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RunRecord } from '../core/record.ts';

/** The records of the last run of a worktree are kept here, as JSON: a list, because a push may judge several commits. */
function lastRunFile(gitDir: string): string {
  return join(gitDir, 'lattice-hooks', 'last-run.json');
}

/** Keeps the records. A git directory that cannot be written costs the reprint and nothing else. */
export function keepLastRun(gitDir: string, records: readonly RunRecord[]): void {
  const file = lastRunFile(gitDir);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(records), { mode: 0o600 });
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // A read-only repository is still worth checking.
  }
}

/** The records of the last run; undefined when there was none, or when they are damaged. */
export function readLastRun(gitDir: string): readonly RunRecord[] | undefined {
  try {
    const records: unknown = JSON.parse(readFileSync(lastRunFile(gitDir), 'utf8'));
    return Array.isArray(records) ? records : undefined;
  } catch {
    return undefined;
  }
}
