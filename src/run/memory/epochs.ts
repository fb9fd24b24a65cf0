import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Look } from '../../core/look.ts';
import { hashTexts, taskText } from '../../core/memory/fingerprint.ts';
import type { Task } from '../../core/task.ts';
import { replaceFile } from '../../system/kept/replace-file.ts';

/** What the folder is called in a store: it goes with all that is remembered there. */
const FOLDER = 'epochs';

/**
 * The epoch of a task, which is part of its keys: undefined as a rule, where nothing of it was ever forgotten. Whatever
 * stands in its files, damage and all, is an epoch in which nothing from before counts. `stores`: folders in which there may
 * be passes of it.
 */
export function epochOf(task: Task, stores: readonly string[], look: Look): string | undefined {
  const name = nameOf(task);
  const begun = stores.map((store) => join(store, FOLDER)).filter((folder) => look.names(folder).includes(name));
  if (begun.length === 0) return undefined;
  const hash = createHash('sha256');
  for (const folder of begun) hash.update(look.read(join(folder, name)) ?? '').update('\0');
  return hash.digest('hex');
}

/**
 * Forgets all passes and fixes of a task, for every worktree: from now on it has other keys. That is noted in the first of
 * the stores that can be written to. Throws what the disk says when none can.
 */
export function startEpoch(task: Task, stores: readonly string[]): void {
  let reason: unknown;
  for (const store of stores) {
    try {
      mkdirSync(join(store, FOLDER), { recursive: true });
      replaceFile(join(store, FOLDER, nameOf(task)), randomUUID());
      return;
    } catch (error) {
      reason = error;
    }
  }
  throw reason;
}

function nameOf(task: Task): string {
  return hashTexts(['epoch', taskText(task)]);
}
