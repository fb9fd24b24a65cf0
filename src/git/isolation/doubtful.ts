import { type BigIntStats, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { isErrno } from '../../core/errors.ts';
import type { FileEntry, RepoPath } from '../../core/files.ts';
import { onDisk } from '../../core/path-bytes.ts';
import type { Captured } from '../commits/captured.ts';
import type { GitPlace } from '../git.ts';
import { indexFileOf, readIndex } from '../index/read.ts';
import { type IndexStat, statsOf } from '../index/stats.ts';
import { obstacleOf } from '../standing.ts';
import type { Edit } from '../status.ts';

/**
 * Nanoseconds by which a file must be older than the index that vouches for it. The clock of a file system ticks every few
 * milliseconds: who writes within the tick in which git has looked leaves no trace in a file's times.
 */
const TICKS = 20_000_000n;
const SECOND = 1_000_000_000n;
const KINDS = 0o170000n;

/** What the stamps of files say, as they are on disk and as git has noted them. Paths beyond doubt are absent. */
export interface Compared {
  /** What git calls edited without reading it: gone, or of another size. */
  readonly edited: ReadonlyMap<RepoPath, Edit>;
  /** Files whose bytes decide. */
  readonly unread: readonly RepoPath[];
  /** All others that may differ: only git can tell. */
  readonly odd: readonly RepoPath[];
}

/**
 * Compares paths with the index: beyond doubt are files that bear just the times, size and inode that git noted when it last
 * looked. No git process, and no file but the index is read.
 * `captured`: what git is about to commit.
 */
export function compareStamps(
  place: GitPlace,
  gitDir: string,
  captured: Pick<Captured, 'snapshot' | 'index'>,
  paths: ReadonlySet<RepoPath>,
): Compared {
  const edited = new Map<RepoPath, Edit>();
  const unread: RepoPath[] = [];
  const odd: RepoPath[] = [];
  const compare = comparison(place, gitDir, captured, paths);
  for (const path of paths) {
    const result = compare(path);
    if (result === 'unread') unread.push(path);
    else if (result === 'odd') odd.push(path);
    else if (result !== 'sure') edited.set(path, result);
  }
  return { edited, unread, odd };
}

type Result = Edit | 'sure' | 'unread' | 'odd';

function comparison(
  place: GitPlace,
  gitDir: string,
  { snapshot, index: known }: Pick<Captured, 'snapshot' | 'index'>,
  paths: ReadonlySet<RepoPath>,
): (path: RepoPath) => Result {
  const { tree: index } = snapshot;
  const file = indexFileOf(place, join(gitDir, 'index'));
  const written = timeOf(file);
  const read = readIndex(file, known);
  if (index.size === 0 || written === undefined || read === undefined) return () => 'odd';
  const stats = statsOf(read.index, paths);
  return (path) => {
    const [noted, entry] = [stats.get(path), index.get(path)];
    const stat = obstacleOf(place.cwd, path) === undefined ? statOf(onDisk(place.cwd, path)) : undefined;
    // What is deleted in the commit and on disk is nowhere.
    if (entry === undefined) return noted === undefined && stat === undefined ? 'sure' : 'odd';
    // Submodules are left alone.
    if (entry.mode === '160000') return 'sure';
    return noted !== undefined && isOf(noted, entry) ? resultOf(stat, noted, written) : 'odd';
  };
}

/** `written`: when the index was. */
function resultOf(stat: BigIntStats | undefined, noted: IndexStat, written: bigint): Result {
  if (stat === undefined) return 'deleted';
  if (isAsNoted(stat, noted) && noted.mtime + TICKS < written) return 'sure';
  if (!hasMode(stat, noted.mode) || !stat.isFile()) return 'odd';
  // Git notes no size where it has to look again.
  const isSized = noted.size === 0 || BigInt.asUintN(32, stat.size) === BigInt(noted.size);
  return isSized ? 'unread' : 'modified';
}

function timeOf(file: string): bigint | undefined {
  return lstatSync(file, { bigint: true, throwIfNoEntry: false })?.mtimeNs;
}

/** Whether the index has still the entry that git has listed. */
function isOf(noted: IndexStat, { id, mode }: FileEntry): boolean {
  return noted.id === id && noted.mode === Number.parseInt(mode, 8);
}

function isAsNoted(stat: BigIntStats, noted: IndexStat): boolean {
  return (
    // Whole seconds are what is left of a time where the file system or git keeps no more.
    stat.mtimeNs % SECOND !== 0n &&
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
