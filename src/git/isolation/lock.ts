import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isErrno, LatticeError } from '../../core/errors.ts';
import { removeFile } from '../../system/kept/remove-file.ts';
import { isAlive, processIdentity } from '../../system/processes/identity.ts';
import { isOnReadOnlyDisk } from '../../system/read-only-disk.ts';
import { type Holder, isStale, readHolder, readLock } from './lock-holder.ts';

/** How waiting is done and told. */
export interface Waiting {
  readonly pid: number;
  readonly since: string;
  readonly onWait: (holder: Holder) => void;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Told of a process that had the lock and has ended without giving it back. */
  readonly onDead?: (pid: number) => void;
}

/**
 * One run at a time in a worktree: takes the lock, waiting for a run that is alive; returns what releases it.
 * Rejects with what `sleep` rejects with, and with `LatticeError` where the git directory cannot be written to; not on a
 * read-only file system, where there is nothing to lock.
 */
export async function lockWorktree(gitDir: string, waiting: Waiting): Promise<() => void> {
  const folder = join(gitDir, 'lattice-hooks');
  const file = join(folder, 'lock');
  const { pid, since } = waiting;
  const id = randomUUID();
  const own = join(folder, `lock.${pid}.${id}`);
  const mine = JSON.stringify({ pid, since, identity: processIdentity(pid), id });
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(own, mine);
    await waitFor(file, own, waiting);
    sweep(folder);
  } catch (error) {
    if (isOnReadOnlyDisk(gitDir)) return waitWithoutLock(file, waiting);
    throw isErrno(error) ? notLocked(folder, error) : error;
  } finally {
    removeQuietly(own);
  }
  return () => {
    if (readLock(file) === mine) removeFile(file);
  };
}

/**
 * On a read-only file system nobody can take a lock, and nobody can hide anything either: isolation begins with a journal.
 * Somebody who has it writable, on the host of a container for one, is waited for.
 */
async function waitWithoutLock(file: string, waiting: Waiting): Promise<() => void> {
  let told = false;
  while (readLock(file) !== undefined && !isStale(file)) told = await waitAMoment(file, told, waiting);
  return () => undefined;
}

function removeQuietly(file: string): void {
  try {
    removeFile(file);
  } catch {
    // The next run sweeps it up.
  }
}

async function waitFor(file: string, own: string, waiting: Waiting): Promise<void> {
  for (let told = false; !take(own, file); ) {
    if (isStale(file)) dropStale(file, own, waiting);
    else told = await waitAMoment(file, told, waiting);
  }
}

/** Returns whether it is told by now for whom we wait. */
async function waitAMoment(file: string, told: boolean, { onWait, sleep }: Waiting): Promise<boolean> {
  const holder = readHolder(file);
  if (!told && holder !== undefined) onWait(holder);
  await sleep(100);
  return told || holder !== undefined;
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

/**
 * Removes a dead run's lock. Only who holds a second lock may, and looks once more before: a lock that somebody has taken
 * in between is never removed. The second one is held for an instant; its holder's death in that instant frees it.
 */
function dropStale(file: string, own: string, { onDead }: Waiting): void {
  const breaking = `${file}.breaking`;
  if (!take(own, breaking)) {
    if (isStale(breaking)) removeFile(breaking);
    return;
  }
  try {
    if (!isStale(file)) return;
    const dead = readHolder(file)?.pid;
    removeFile(file);
    if (dead !== undefined) onDead?.(dead);
  } finally {
    removeFile(breaking);
  }
}

/** Removes what runs left that were killed while they waited. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = /^lock\.(\d+)\./.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid), undefined)) removeFile(join(folder, name));
  }
}

function notLocked(folder: string, error: Error): LatticeError {
  return new LatticeError(
    'environment',
    `the worktree cannot be locked: ${error.message}`,
    `Make ${folder} writable.`,
    error,
    'isolation.md#when-work-cannot-be-put-aside-or-back',
  );
}
