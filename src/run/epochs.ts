import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { hashTexts, taskText } from '../core/fingerprint.ts';
import type { Look } from '../core/look.ts';
import type { Task } from '../core/task.ts';
import type { Repository } from '../git/repository.ts';
import { replaceFile } from '../system/replace-file.ts';
import { storeFolder } from './record-run.ts';

type Place = Pick<Repository, 'commonDir'>;

/**
 * The epoch of a task, which is part of its keys: undefined as a rule, where nothing of it was ever forgotten. Whatever
 * stands in its file, damage and all, is an epoch in which nothing from before counts.
 */
export function epochOf(task: Task, place: Place, look: Look): string | undefined {
  const [folder, name] = [folderOf(place), nameOf(task)];
  if (!look.names(folder).includes(name)) return undefined;
  return createHash('sha256')
    .update(look.read(join(folder, name)) ?? '')
    .digest('hex');
}

/** Forgets all passes and fixes of a task, for every worktree: from now on it has other keys. Throws what the disk says. */
export function startEpoch(task: Task, place: Place): void {
  mkdirSync(folderOf(place), { recursive: true });
  replaceFile(join(folderOf(place), nameOf(task)), randomUUID());
}

/** They lie in the store, and go with all that it remembers. */
function folderOf(place: Place): string {
  return join(storeFolder(place), 'epochs');
}

function nameOf(task: Task): string {
  return hashTexts(['epoch', taskText(task)]);
}
