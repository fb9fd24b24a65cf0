import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RepoPath } from '../../core/files.ts';
import { onDisk } from '../../core/path-bytes.ts';
import { look, makeFolderOf, move } from './move.ts';

/** How many rescue folders stay: one is made only when a run found something in the way of the user's own files. */
const KEPT_FOLDERS = 10;

/** Moves files out of the worktree to where the user finds them: nothing that we did not write is ever deleted. */
export interface Rescue {
  readonly take: (path: RepoPath) => void;
  /** Absolute folder, and the paths below it that were taken. */
  readonly folder: string;
  readonly taken: readonly RepoPath[];
}

/** `name` tells runs apart: their start in ISO 8601 sorts by age. */
export function openRescue(root: string, gitDir: string, name: string): Rescue {
  const all = join(gitDir, 'lattice-hooks', 'rescued');
  const folder = join(all, name.replaceAll(':', '-'));
  const taken: RepoPath[] = [];
  const take = (path: RepoPath): void => {
    if (look(onDisk(root, path)) === undefined) return;
    const target = onDisk(folder, path);
    makeFolderOf(target);
    move(onDisk(root, path), target);
    taken.push(path);
    if (taken.length === 1) dropOldest(all);
  };
  return { take, folder, taken };
}

function dropOldest(all: string): void {
  const folders = readdirSync(all).sort();
  for (const name of folders.slice(0, -KEPT_FOLDERS)) rmSync(join(all, name), { recursive: true, force: true });
}
