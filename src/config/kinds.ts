import { resolve } from 'node:path';
import { entryNames, loadEntry } from '../catalog.ts';
import type { TaskKind } from '../core/contracts/tasks.ts';
import { suggest } from '../core/nearest.ts';
import { isOwn, loadOwnKind } from './own-modules.ts';
import { isInside } from './places.ts';

/** Finds what `uses` names: a kind, or what is wrong with the name. `directory` is the repository's. */
export async function findKind(uses: string, folder: string, directory: string): Promise<TaskKind | string> {
  if (isOwn(uses)) {
    const file = resolve(folder, uses);
    return isInside(directory, file) ? loadOwnKind(uses, file) : `\`${uses}\` lies outside the repository`;
  }
  const known = entryNames('tasks');
  if (!known.includes(uses)) return `there is no kind \`${uses}\`${suggest(uses, known)}`;
  return loadEntry('tasks', uses);
}
