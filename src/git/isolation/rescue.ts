import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import type { RepoPath } from '../../core/files.ts';
import { onDisk } from '../../core/path-bytes.ts';
import { stampAt } from '../../system/stamps.ts';
import { look, lookAt, obstacleOf } from '../standing.ts';
import { makeFolderOf, move } from './move.ts';

/** Days for which a rescue folder stays at least: what is in it may be somebody's work. */
const KEPT_DAYS = 30;

/** Moves files out of the way to where the user finds them: nothing that we did not write is ever deleted. */
export interface Rescue {
  /** Takes what stands at the path, if anything does. */
  readonly take: (path: RepoPath) => void;
  /** Takes what stood at the path and has been moved to another place. */
  readonly takeFrom: (place: string, path: RepoPath) => void;
  /** Absolute folder, made when first needed, and the paths below it that were taken. */
  readonly folder: string;
  readonly taken: readonly RepoPath[];
  /** Stamps that they bore, by which what was known before is told from what came since. */
  readonly stamps: ReadonlyMap<RepoPath, string>;
}

/** `startedAt`, in ISO 8601, names the folder. */
export function openRescue(root: string, gitDir: string, startedAt: string): Rescue {
  const all = join(gitDir, 'lattice-hooks', 'rescued');
  const folder = freeName(join(all, startedAt.replaceAll(':', '-')));
  const taken: RepoPath[] = [];
  const stamps = new Map<RepoPath, string>();
  const takeFrom = (place: string | Buffer, path: RepoPath): void => {
    const target = onDisk(freeFolder(folder, path), path);
    makeFolderOf(target);
    const stamp = stampAt(place);
    move(place, target);
    if (stamp !== undefined) stamps.set(path, stamp);
    if (taken.length === 0) dropOld(all, startedAt);
    taken.push(path);
  };
  const take = (path: RepoPath): void => {
    if (lookAt(root, path) !== undefined) takeFrom(onDisk(root, path), path);
  };
  return { take, takeFrom, folder, taken, stamps };
}

/**
 * What is said of fixes that a refusal undoes: how many, and where they are, in a line of 80 columns in most repositories.
 * `folder`: of this run, the newest of those beside it; `root`: of the worktree.
 */
export function tellUndone(count: number, folder: string, root: string): readonly string[] {
  if (count === 0) return [];
  const all = dirname(folder);
  const inside = relative(root, all);
  // A linked worktree has its git directory elsewhere.
  const place = inside.startsWith('..') || isAbsolute(inside) ? all : inside;
  return [`${count} ${count === 1 ? 'fix' : 'fixes'} undone, kept until the next commit in ${place}`];
}

/** A run that recovers another one may have begun in the same moment. */
function freeName(folder: string): string {
  for (let count = 2, free = folder; ; count += 1) {
    if (!existsSync(free)) return free;
    free = `${folder}-${count}`;
  }
}

/** The folder, or one inside of it, in which nothing stands at the path or in its way. */
function freeFolder(folder: string, path: RepoPath): string {
  for (let count = 2, free = folder; ; count += 1) {
    if (obstacleOf(free, path) === undefined && look(onDisk(free, path)) === undefined) return free;
    free = join(folder, `again-${count}`);
  }
}

function dropOld(all: string, startedAt: string): void {
  const now = Date.parse(startedAt);
  for (const name of readdirSync(all)) {
    const days = (now - Date.parse(name.slice(0, 'YYYY-MM-DD'.length))) / 86_400_000;
    if (days > KEPT_DAYS) rmSync(join(all, name), { recursive: true, force: true });
  }
}
