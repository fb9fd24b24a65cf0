import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../system/cache-folder.ts';
import type { World } from '../world.ts';
import { OWNER } from './open-passes.ts';

/** Folders in the user's cache with passes of repositories that are gone. Absolute. */
export function strayStores(root: string, { env }: Pick<World, 'env'>): readonly string[] {
  const cache = cacheFolder(root, env);
  const all = cache === undefined ? undefined : join(cache, 'stores');
  if (all === undefined || !existsSync(all)) return [];
  return readdirSync(all)
    .map((name) => join(all, name))
    .filter(isStray);
}

/** One that says nothing of its repository may be in the making. */
function isStray(folder: string): boolean {
  const note = join(folder, OWNER);
  if (!existsSync(note)) return false;
  const commonDir = readFileSync(note, 'utf8').trim();
  return !existsSync(join(commonDir, 'HEAD'));
}
