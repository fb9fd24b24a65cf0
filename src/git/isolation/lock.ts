import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isErrno } from './move.ts';

/** Who holds a lock. */
export interface Holder {
  readonly pid: number;
  /** ISO 8601, UTC. */
  readonly since: string;
}

/** How waiting is done and told. */
export interface Waiting {
  readonly pid: number;
  readonly since: string;
  readonly onWait: (holder: Holder) => void;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** One run at a time in a worktree: takes the lock, waiting for a run that is alive; returns what releases it. */
export async function lockWorktree(gitDir: string, waiting: Waiting): Promise<() => void> {
  const folder = join(gitDir, 'lattice-hooks');
  const file = join(folder, 'lock');
  const own = join(folder, `lock.${waiting.pid}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(own, JSON.stringify({ pid: waiting.pid, since: waiting.since }));
  try {
    for (let told = false; !take(own, file); ) {
      const holder = readHolder(file);
      if (holder === undefined || !isAlive(holder.pid)) dropStale(file, `${own}.stale`, holder);
      else {
        if (!told) waiting.onWait(holder);
        told = true;
        await waiting.sleep(100);
      }
    }
  } finally {
    rmSync(own, { force: true });
  }
  return () => rmSync(file, { force: true });
}

/** A hard link appears whole or not at all, so nobody ever reads a lock that is half written. */
function take(own: string, file: string): boolean {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Removes a dead run's lock; of several that wait, one renames it, and a lock taken in between is given back. */
function dropStale(file: string, aside: string, seen: Holder | undefined): void {
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const taken = readHolder(aside);
  if (taken !== undefined && taken.pid !== seen?.pid) take(aside, file);
  rmSync(aside, { force: true });
}

function readHolder(file: string): Holder | undefined {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8'));
    return typeof holder.pid === 'number' ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** Signal 0 asks the system about a process without touching it (kill(2)). */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isErrno(error, 'EPERM');
  }
}
