import { type BigIntStats, lstatSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FileEntry, FileSet, RepoPath } from '../../core/files.ts';
import { onDisk } from '../../core/path-bytes.ts';
import type { GitPlace } from '../git.ts';
import { type IndexStat, parseIndexStats } from '../index-stats.ts';
import { isErrno, lookAt, obstacleOf } from '../standing.ts';

/**
 * Nanoseconds by which a file must be older than the index that vouches for it. The clock of a file system ticks every few
 * milliseconds: who writes within the tick in which git has looked leaves no trace in a file's times.
 */
const TICKS = 20_000_000n;
const SECOND = 1_000_000_000n;
const KINDS = 0o170000n;

/**
 * Those of the paths that may differ from the index: all but the files that bear just the times, size and inode that git
 * noted when it last looked. No git process, and no file but the index is read; what is doubtful is git's to judge.
 * `index`: what git is about to commit.
 */
export function doubtfulPaths(
  place: GitPlace,
  gitDir: string,
  index: FileSet,
  paths: ReadonlySet<RepoPath>,
): readonly RepoPath[] {
  const first = index.values().next().value;
  const file = resolve(place.cwd, place.env['GIT_INDEX_FILE'] ?? join(gitDir, 'index'));
  const written = timeOf(file);
  if (first === undefined || written === undefined) return [...paths];
  const stats = parseIndexStats(readFileSync(file), first.id.length / 2);
  const isSure = (path: RepoPath): boolean => {
    const [noted, entry] = [stats.get(path), index.get(path)];
    // What is deleted in the commit and on disk is nowhere.
    if (entry === undefined) return noted === undefined && lookAt(place.cwd, path) === undefined;
    if (noted === undefined || !isOf(noted, entry)) return false;
    return isAsNoted(place.cwd, path, noted) && noted.mtime + TICKS < written;
  };
  return [...paths].filter((path) => !isSure(path));
}

function timeOf(file: string): bigint | undefined {
  return lstatSync(file, { bigint: true, throwIfNoEntry: false })?.mtimeNs;
}

/** Whether the index has still the entry that git has listed. */
function isOf(noted: IndexStat, { id, mode }: FileEntry): boolean {
  return noted.id === id && noted.mode === Number.parseInt(mode, 8);
}

function isAsNoted(root: string, path: RepoPath, noted: IndexStat): boolean {
  const stat = obstacleOf(root, path) === undefined ? statOf(onDisk(root, path)) : undefined;
  // Whole seconds are what is left of a time where the file system or git keeps no more.
  if (stat === undefined || stat.mtimeNs % SECOND === 0n) return false;
  return (
    hasMode(stat, noted.mode) &&
    stat.mtimeNs === noted.mtime &&
    stat.ctimeNs === noted.ctime &&
    BigInt.asUintN(32, stat.ino) === BigInt(noted.inode) &&
    BigInt.asUintN(32, stat.size) === BigInt(noted.size)
  );
}

/** Kind and the owner's right to execute are all that git keeps of a mode. */
function hasMode({ mode }: BigIntStats, noted: number): boolean {
  if ((mode & KINDS) !== (BigInt(noted) & KINDS)) return false;
  return noted === 0o120000 || ((mode & 0o100n) === 0n) === ((noted & 0o100) === 0);
}

function statOf(place: string | Buffer): BigIntStats | undefined {
  try {
    return lstatSync(place, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    if (isErrno(error, 'ENOTDIR')) return undefined;
    throw error;
  }
}
