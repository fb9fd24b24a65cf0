import { readFileSync } from 'node:fs';
import { isAlive } from '../../system/processes/identity.ts';

/** Who holds a lock. */
export interface Holder {
  readonly pid: number;
  /** ISO 8601, UTC. */
  readonly since: string;
  /** What tells the process from a later one with the same number; undefined where the system does not say. */
  readonly identity?: string | undefined;
  /** What it does, such as `pre-commit`; absent where it did not say. */
  readonly work?: string;
}

/** Who holds a lock; undefined for none, and for one that says nothing. */
export function readHolder(file: string): Holder | undefined {
  return parseHolder(readLock(file) ?? '');
}

/** Text of a lock; undefined: there is none. */
export function readLock(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Whether a lock is there and its run is not: it has ended, or a power cut has emptied the file. */
export function isStale(file: string): boolean {
  const text = readLock(file);
  if (text === undefined) return false;
  const holder = parseHolder(text);
  return holder === undefined || !isAlive(holder.pid, holder.identity);
}

function parseHolder(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text);
    if (typeof holder?.pid !== 'number') return undefined;
    const { pid, since, identity, work } = holder;
    return { pid, since: String(since), identity, ...(typeof work === 'string' ? { work } : {}) };
  } catch {
    return undefined;
  }
}
