import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { unseal } from '../core/memory/sealed.ts';
import { keptFolder } from './kept.ts';

/** Removes compiled configs whose file is gone, as after a folder or a worktree was removed, and what cannot be read. Returns their bytes. */
export function pruneKept(commonDir: string): number {
  const folder = keptFolder(commonDir);
  if (!existsSync(folder)) return 0;
  const gone = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name))
    .filter((path) => !isOfUse(path));
  const bytes = gone.reduce((sum, path) => sum + statSync(path).size, 0);
  for (const path of gone) rmSync(path, { force: true });
  return bytes;
}

function isOfUse(path: string): boolean {
  try {
    const { file } = JSON.parse(unseal(readFileSync(path, 'utf8')) ?? '');
    return existsSync(file);
  } catch {
    return false;
  }
}
