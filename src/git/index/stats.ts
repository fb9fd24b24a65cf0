import type { RepoPath } from '../../core/files.ts';
import { toByteString } from '../../core/trees/tree-id.ts';
import {
  findEntry,
  flagsOf,
  type IndexFile,
  idAt,
  isPartial,
  modeOf,
  moreFlagsOf,
  pathOf,
  STAT_BYTES,
} from './file.ts';

/** What git noted of a file when it last found it to be as its index says. */
export interface IndexStat {
  readonly id: string;
  /** Kind and permissions as git keeps them, such as 0o100644. */
  readonly mode: number;
  readonly mtime: bigint;
  readonly ctime: bigint;
  /** Inode and size, of which git keeps the low 32 bits. */
  readonly inode: number;
  readonly size: number;
}

/** Flags other than the length of the name: more flags follow, assumed unchanged, and the stage of a merge. */
const ODD_FLAGS = 0xf000;
const ASSUME_UNCHANGED = 0x8000;
/** In the second word of flags. */
const SKIP_WORKTREE = 0x4000;

/**
 * What git noted of these paths. Those with flags of any kind, such as unmerged, skipped, or only intended to be added, are
 * absent, and so is what the index does not have.
 */
export function statsOf(index: IndexFile, paths: Iterable<RepoPath>): ReadonlyMap<RepoPath, IndexStat> {
  const stats = new Map<RepoPath, IndexStat>();
  for (const path of paths) {
    const entry = findEntry(index, toByteString(path));
    if (entry !== undefined && (flagsOf(index, entry) & ODD_FLAGS) === 0) stats.set(path, statAt(index, entry));
  }
  return stats;
}

/**
 * Paths that git takes for unedited whatever is on disk: `assume-unchanged` or `skip-worktree`, see git-update-index(1).
 * Undefined where the file does not say it all.
 */
export function flaggedIn(index: IndexFile): readonly RepoPath[] | undefined {
  if (isPartial(index)) return undefined;
  const isMeant = (entry: number) =>
    (flagsOf(index, entry) & ASSUME_UNCHANGED) !== 0 || (moreFlagsOf(index, entry) & SKIP_WORKTREE) !== 0;
  return index.flagged.filter(isMeant).map((entry) => pathOf(index, entry));
}

function statAt(index: IndexFile, entry: number): IndexStat {
  const { bytes, width } = index;
  const id = idAt(index, entry);
  const at = id - STAT_BYTES;
  const time = (offset: number) =>
    BigInt(bytes.readUInt32BE(at + offset)) * 1_000_000_000n + BigInt(bytes.readUInt32BE(at + offset + 4));
  return {
    ctime: time(0),
    mtime: time(8),
    inode: bytes.readUInt32BE(at + 20),
    mode: modeOf(index, entry),
    size: bytes.readUInt32BE(at + 36),
    id: bytes.toString('hex', id, id + width),
  };
}
