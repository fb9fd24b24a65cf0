import type { RepoPath } from '../core/files.ts';
import { decodePath, encodePath } from '../core/path-bytes.ts';
import { readEntries, STAT_BYTES } from './index-file.ts';

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
 * The ordinary entries of an index file for these paths, see gitformat-index(5), versions 2 to 4. Entries with flags of any
 * kind, such as unmerged, skipped, or only intended to be added, are absent, and so is everything of a file that is no such
 * index. `idLength`: bytes of an object's id.
 */
export function parseIndexStats(
  bytes: Buffer,
  idLength: number,
  paths: ReadonlySet<RepoPath>,
): ReadonlyMap<RepoPath, IndexStat> {
  const stats = new Map<RepoPath, IndexStat>();
  if (paths.size === 0) return stats;
  // Byte for letter: names are told apart without reading each as UTF-8.
  const wanted = new Map([...paths].map((path) => [encodePath(path).toString('latin1'), path]));
  const isIndex = readEntries(bytes, idLength, ({ at, flags, name }) => {
    if ((flags & ODD_FLAGS) !== 0) return;
    const path = wanted.get(name().toString('latin1'));
    if (path !== undefined) stats.set(path, statAt(bytes, at, idLength));
  });
  return isIndex === undefined ? new Map() : stats;
}

/**
 * Paths that git takes for unedited whatever is on disk: `assume-unchanged` or `skip-worktree`, see git-update-index(1).
 * Undefined where the file does not say it all: another file has a part of the index, or the form is unknown.
 */
export function parseFlagged(bytes: Buffer, idLength: number): readonly RepoPath[] | undefined {
  const flagged: RepoPath[] = [];
  const end = readEntries(bytes, idLength, ({ flags, moreFlags, name }) => {
    if ((flags & ASSUME_UNCHANGED) !== 0 || (moreFlags & SKIP_WORKTREE) !== 0) flagged.push(decodePath(name()));
  });
  return end === undefined || isSplit(bytes, end, idLength) ? undefined : flagged;
}

/** Whether the entries are changes of another index file: what follows them has an extension that names it. */
function isSplit(bytes: Buffer, start: number, idLength: number): boolean {
  for (let position = start; position + 8 <= bytes.length - idLength; ) {
    if (bytes.toString('latin1', position, position + 4) === 'link') return true;
    position += 8 + bytes.readUInt32BE(position + 4);
  }
  return false;
}

function statAt(bytes: Buffer, at: number, idLength: number): IndexStat {
  const time = (offset: number) =>
    BigInt(bytes.readUInt32BE(at + offset)) * 1_000_000_000n + BigInt(bytes.readUInt32BE(at + offset + 4));
  return {
    ctime: time(0),
    mtime: time(8),
    inode: bytes.readUInt32BE(at + 20),
    mode: bytes.readUInt32BE(at + 24),
    size: bytes.readUInt32BE(at + 36),
    id: bytes.toString('hex', at + STAT_BYTES, at + STAT_BYTES + idLength),
  };
}
