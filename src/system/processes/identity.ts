import { readFileSync } from 'node:fs';
import { isErrno } from '../../core/errors.ts';

/**
 * What tells a process from a later one with the same number: when it was started, and in which run of the machine, see
 * proc(5). Undefined where the system has no `/proc`, and for a process that is gone.
 */
export function processIdentity(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The program's name stands in parentheses and may hold any; the start is the 20th field behind it.
    const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()} ${start}`;
  } catch {
    return undefined;
  }
}

/** Whether the process is there, and, where its identity is known, is still the same. Asks with signal 0, see kill(2). */
export function isAlive(pid: number, identity: string | undefined): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // It is there and belongs to somebody else.
    if (!isErrno(error, 'EPERM')) return false;
  }
  const now = processIdentity(pid);
  return identity === undefined || now === undefined || now === identity;
}
