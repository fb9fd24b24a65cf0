import { renameSync, rmSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { setImmediate } from 'node:timers/promises';
import { lockWorktree } from '../../src/git/isolation/lock.ts';

// Takes the lock of a git directory again and again, and ends with an error when it is ever not alone. Given the number of
// a process that has ended, it leaves each lock as if that process had held it.

/** What the child is told, as JSON in its first argument. */
export interface Race {
  readonly gitDir: string;
  readonly times: number;
  /** The number of a process that has ended. */
  readonly dead?: number;
}

const { gitDir, times, dead }: Race = JSON.parse(process.argv[2] ?? '');
const since = '2026-01-02T03:04:05.678Z';
const inside = `${gitDir}/inside`;

for (let count = 0; count < times; count += 1) {
  const waiting = { pid: process.pid, since, onWait: () => undefined, sleep: () => setImmediate() };
  const release = await lockWorktree(gitDir, waiting);
  writeFileSync(inside, `${process.pid}`, { flag: 'wx' });
  await setImmediate();
  rmSync(inside);
  if (dead === undefined) release();
  else {
    writeFileSync(`${gitDir}/${process.pid}`, JSON.stringify({ pid: dead, since }));
    renameSync(`${gitDir}/${process.pid}`, `${gitDir}/lattice-hooks/lock`);
  }
}
