import type { Task } from '../task.ts';
import type { Present } from './origin.ts';

/** Remembered passes of a task that were not found to be passes when the same was looked at again. */
export interface Refuted extends Present {
  readonly task: Task;
}

/** Digits of a key that say where it stands among all keys. */
const POSITION = 8;

/**
 * Whether a key is one of a share of all keys, between 0 and 1, that begins anywhere: at `chance`, likewise. Keys are hashes
 * and stand evenly, so one chance draws any number of them, and the same ones whenever it is asked.
 */
export function isDrawn(key: string, share: number, chance: number): boolean {
  const position = Number.parseInt(key.slice(0, POSITION), 16) / 16 ** POSITION;
  return (position - chance + 1) % 1 < share;
}
