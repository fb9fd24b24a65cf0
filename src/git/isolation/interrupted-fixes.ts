import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RepoPath } from '../../core/files.ts';
import { decodePath, encodePath, onDisk, splitFields } from '../../core/path-bytes.ts';
import { look } from '../standing.ts';
import { moveToFree } from './move.ts';

const PREFIX = 'fixing-';

/** Makes the folder in which files are exchanged for their fixes. It notes their paths, for whoever finds it later. */
export function makeFixingFolder(own: string, paths: readonly RepoPath[]): string {
  const aside = mkdtempSync(join(own, PREFIX));
  writeFileSync(join(aside, 'paths'), Buffer.concat(paths.flatMap((path) => [encodePath(path), Buffer.from([0])])));
  return aside;
}

/** Where a file is while its fix goes to its place. `index`: that of its path among those of the folder. */
export function takenPlace(aside: string, index: number): string {
  return join(aside, `taken.${index}`);
}

/** Whether a run that was killed meanwhile has taken a file and not brought it back. */
export function hasTaken(gitDir: string): boolean {
  const own = join(gitDir, 'lattice-hooks');
  const folders = namesIn(own).filter((name) => name.startsWith(PREFIX));
  return folders.some((name) => namesIn(join(own, name)).some((one) => one.startsWith('taken.')));
}

/**
 * Removes what a run left that was killed while it exchanged files for their fixes, and brings the file back that it had
 * just taken away. The worktree's lock must be held. Returns the paths of such files.
 */
export function sweepFixes(root: string, gitDir: string): readonly RepoPath[] {
  const own = join(gitDir, 'lattice-hooks');
  const back: RepoPath[] = [];
  for (const name of namesIn(own).filter((one) => one.startsWith(PREFIX))) {
    const aside = join(own, name);
    const { paths, unknown } = bringBack(root, aside);
    back.push(...paths);
    if (!unknown) rmSync(aside, { recursive: true, force: true });
  }
  return back;
}

/** `unknown`: whether something of the user's is left there of which nobody knows where it belongs, after a power cut. */
function bringBack(root: string, aside: string): { readonly paths: readonly RepoPath[]; readonly unknown: boolean } {
  const taken = namesIn(aside).flatMap((name) => /^taken\.(\d+)$/.exec(name)?.slice(1).map(Number) ?? []);
  const names = taken.length === 0 ? [] : namesOf(aside);
  const paths = taken.flatMap((index) => {
    const path = names[index];
    if (path === undefined || look(onDisk(root, path)) !== undefined) return [];
    return moveToFree(takenPlace(aside, index), onDisk(root, path)) ? [path] : [];
  });
  return { paths, unknown: taken.some((index) => names[index] === undefined) };
}

function namesOf(aside: string): readonly RepoPath[] {
  return splitFields(readFileSync(join(aside, 'paths'))).map((path) => decodePath(path));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
