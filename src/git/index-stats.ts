import type { RepoPath } from '../core/files.ts';
import { decodePath } from '../core/path-bytes.ts';

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

/** Bytes of an entry before the object's id, and the most that a flag word says of the length of a name. */
const STAT_BYTES = 40;
const LONG_NAME = 0xfff;
/** Flags other than the length of the name and that more flags follow: assumed unchanged, and the stage of a merge. */
const ODD_FLAGS = 0xb000;
const MORE_FLAGS = 0x4000;
const ASSUME_UNCHANGED = 0x8000;
/** In the second word of flags. */
const SKIP_WORKTREE = 0x4000;

/** One entry of an index file. */
interface IndexEntry {
  readonly path: RepoPath;
  /** Position in the file. */
  readonly at: number;
  readonly flags: number;
  /** The second word of flags; 0 where there is none. */
  readonly moreFlags: number;
}

/**
 * The ordinary entries of an index file, see gitformat-index(5), versions 2 to 4. Entries with flags of any kind, such as
 * unmerged, skipped, or only intended to be added, are absent, and so is everything of a file that is no such index.
 * `idLength`: bytes of an object's id.
 */
export function parseIndexStats(bytes: Buffer, idLength: number): ReadonlyMap<RepoPath, IndexStat> {
  const ordinary = readEntries(bytes, idLength).filter(({ flags }) => (flags & (ODD_FLAGS | MORE_FLAGS)) === 0);
  return new Map(ordinary.map(({ path, at }) => [path, statAt(bytes, at, idLength)]));
}

/** Paths that git takes for unedited whatever is on disk: `assume-unchanged` or `skip-worktree`, see git-update-index(1). */
export function parseFlagged(bytes: Buffer, idLength: number): readonly RepoPath[] {
  return readEntries(bytes, idLength)
    .filter(({ flags, moreFlags }) => (flags & ASSUME_UNCHANGED) !== 0 || (moreFlags & SKIP_WORKTREE) !== 0)
    .map(({ path }) => path);
}

/** All entries; none where the file is no such index, or ends where an entry should be. */
function readEntries(bytes: Buffer, idLength: number): readonly IndexEntry[] {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'DIRC') return [];
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4) return [];
  try {
    return entriesOf(bytes, version, idLength);
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function entriesOf(bytes: Buffer, version: number, idLength: number): readonly IndexEntry[] {
  const entries: IndexEntry[] = [];
  let name: Buffer = Buffer.alloc(0);
  let position = 12;
  for (let left = bytes.readUInt32BE(8); left > 0; left -= 1) {
    const flagsAt = position + STAT_BYTES + idLength;
    const flags = bytes.readUInt16BE(flagsAt);
    const moreFlags = (flags & MORE_FLAGS) === 0 ? 0 : bytes.readUInt16BE(flagsAt + 2);
    const nameAt = flagsAt + ((flags & MORE_FLAGS) === 0 ? 2 : 4);
    const read = version === 4 ? readSuffix(bytes, nameAt, name) : readName(bytes, nameAt, flags & LONG_NAME);
    name = read.name;
    entries.push({ path: decodePath(name), at: position, flags, moreFlags });
    // Up to version 3 an entry is filled up to a multiple of eight bytes, with one NUL at least.
    position = version === 4 ? read.end + 1 : position + Math.floor((read.end - position) / 8 + 1) * 8;
  }
  return entries;
}

interface Name {
  readonly name: Buffer;
  /** Position of the NUL after it. */
  readonly end: number;
}

function readName(bytes: Buffer, start: number, length: number): Name {
  const end = length === LONG_NAME ? endOf(bytes, start) : start + length;
  return { name: bytes.subarray(start, end), end };
}

/** How many bytes of the name before are dropped, in the variable width of gitformat-pack(5), then what follows them. */
function readSuffix(bytes: Buffer, start: number, before: Buffer): Name {
  let position = start;
  let byte = bytes.readUInt8(position);
  let dropped = byte & 127;
  while (byte >= 128) {
    position += 1;
    byte = bytes.readUInt8(position);
    dropped = (dropped + 1) * 128 + (byte & 127);
  }
  const end = endOf(bytes, position + 1);
  const kept = before.subarray(0, Math.max(0, before.length - dropped));
  return { name: Buffer.concat([kept, bytes.subarray(position + 1, end)]), end };
}

function endOf(bytes: Buffer, start: number): number {
  const end = bytes.indexOf(0, start);
  if (end === -1) throw new RangeError('the name has no end');
  return end;
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
