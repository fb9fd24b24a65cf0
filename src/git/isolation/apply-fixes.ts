import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isSameEntry, type RepoPath } from '../../core/files.ts';
import { onDisk } from '../../core/path-bytes.ts';
import type { Fix } from '../../core/ports.ts';
import { isSameMoved, stampAt, stampFiles } from '../../system/stamps.ts';
import type { GitPlace } from '../git.ts';
import { hashObjects } from '../objects/hash-files.ts';
import { look } from '../standing.ts';
import { writeAside } from '../write-aside.ts';
import { makeFixingFolder, takenPlace } from './interrupted-fixes.ts';
import { move, moveToFree } from './move.ts';
import { keepOwner } from './owner.ts';

/**
 * Gives files the content that a fixer once made of what they hold, as git would write it there: filters, ends of lines,
 * and the permissions that the file has. A file that holds something else by now, or is saved meanwhile, is left to whoever
 * writes there; so is one whose content git has thrown away. Returns the stamps of those that hold their fix, and keeps its
 * blob from being thrown away in the next days.
 */
export async function applyFixes(
  place: GitPlace,
  gitDir: string,
  fixes: readonly Fix[],
): Promise<ReadonlyMap<RepoPath, string>> {
  // Before they are read: who saves later gives the file another stamp.
  const stamps = stampFiles(
    place.cwd,
    fixes.map(({ path }) => path),
  );
  const ready = await holding(place, fixes, 'from');
  if (ready.length === 0) return new Map();
  const own = join(gitDir, 'lattice-hooks');
  mkdirSync(own, { recursive: true });
  const aside = makeFixingFolder(
    own,
    ready.map(({ path }) => path),
  );
  try {
    const folder = await writeAside(place, aside, new Map(ready.map(({ path, to }) => [path, to])));
    const placed = new Map<RepoPath, string>();
    for (const [index, fix] of ready.entries()) {
      const before = stamps.get(fix.path) ?? '';
      const stamp = exchange(
        onDisk(place.cwd, fix.path),
        before,
        onDisk(folder, fix.path),
        takenPlace(aside, index),
        fix,
      );
      if (stamp !== undefined) placed.set(fix.path, stamp);
    }
    const written = ready.filter(({ path }) => placed.has(path));
    return new Map((await holding(place, written, 'to')).map(({ path }) => [path, placed.get(path) ?? '']));
  } finally {
    rmSync(aside, { recursive: true });
  }
}

/** Those whose file holds just that. */
async function holding(place: GitPlace, fixes: readonly Fix[], side: 'from' | 'to'): Promise<readonly Fix[]> {
  const wanted = new Map(fixes.map((fix) => [fix.path, fix[side]]));
  const held = await hashObjects(place, [...wanted.keys()], wanted);
  return fixes.filter((fix) => isSameEntry(held.get(fix.path), fix[side]));
}

/**
 * Puts the fixed file in the place of the one that bears the stamp, and of no other: it goes where nothing stands, and what
 * was saved in that very moment comes back. Returns the new stamp; undefined where the file is not ours.
 */
function exchange(
  target: string | Buffer,
  stamp: string,
  fixed: string | Buffer,
  taken: string,
  { from, to }: Fix,
): string | undefined {
  const [stands, made] = [look(target), look(fixed)];
  // On another disk nothing can be put in a place at one blow.
  if (stands === undefined || made?.dev !== stands.dev) return undefined;
  keepOwner(fixed, stands);
  if (from.mode === to.mode) chmodSync(fixed, stands.mode & 0o7777);
  const fresh = stampAt(fixed) ?? '';
  move(target, taken);
  try {
    if (!isSameMoved(stamp, stampAt(taken)) || !moveToFree(fixed, target)) return undefined;
    const placed = stampAt(target);
    return isSameMoved(fresh, placed) ? placed : undefined;
  } finally {
    if (look(target) === undefined) moveToFree(taken, target);
    rmSync(taken, { recursive: true, force: true });
  }
}
