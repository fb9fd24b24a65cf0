import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RunRecord } from '../core/record.ts';

/** The records of the last run of a worktree are kept here, as JSON: a list, because a push may judge several commits. */
function lastRunFile(gitDir: string): string {
  return join(gitDir, 'lattice-hooks', 'last-run.json');
}

/** Keeps the records. A git directory that cannot be written costs the reprint and nothing else. */
export function keepLastRun(gitDir: string, records: readonly RunRecord[]): void {
  const file = lastRunFile(gitDir);
  const unfinished = `${file}.${randomUUID()}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    // Output of tasks may hold secrets.
    writeFileSync(unfinished, JSON.stringify(records), { mode: 0o600 });
    renameSync(unfinished, file);
  } catch {
    // A read-only repository is still worth checking.
    rmSync(unfinished, { force: true });
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
