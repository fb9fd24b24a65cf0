import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { entryNames, loadEntry, loadOwn } from '../catalog.ts';
import type { TaskKind } from '../core/contracts/tasks.ts';
import { LatticeError } from '../core/errors.ts';
import { suggest } from '../core/nearest.ts';
import { isInside } from './places.ts';
import { findProblems } from './problems.ts';
import { optionsMistake, ownKindSchema } from './schema/config.ts';

/** Whether `uses` names a module of the project. */
export function isOwn(uses: string): boolean {
  return uses.startsWith('.');
}

/** Finds what `uses` names: a kind, or what is wrong with the name. `directory` is the repository's. */
export async function findKind(uses: string, folder: string, directory: string): Promise<TaskKind | string> {
  if (isOwn(uses)) return findOwn(uses, resolve(folder, uses), directory);
  const known = entryNames('tasks');
  if (!known.includes(uses)) return `there is no kind \`${uses}\`${suggest(uses, known)}`;
  return loadEntry('tasks', uses);
}

async function findOwn(uses: string, file: string, directory: string): Promise<TaskKind | string> {
  if (!isInside(directory, file)) return `\`${uses}\` lies outside the repository`;
  if (!existsSync(file)) return `\`${uses}\` is not there`;
  try {
    const kind = await loadOwn('tasks', file);
    const [problem] = findProblems(ownKindSchema(kind.type), kind, []);
    const mistake = problem?.message ?? optionsMistake(kind);
    return mistake === undefined ? kind : `\`${uses}\` is no kind: ${mistake}`;
  } catch (error) {
    if (!(error instanceof LatticeError)) throw error;
    return error.message.replace(`tasks/${file}`, `\`${uses}\``).replace(file, `\`${uses}\``);
  }
}
