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
  /** Bytes of the path. */
  readonly name: Buffer;
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
  const ordinary = (readEntries(bytes, idLength)?.entries ?? []).filter(
    ({ flags }) => (flags & (ODD_FLAGS | MORE_FLAGS)) === 0,
  );
  return new Map(ordinary.map(({ name, at }) => [decodePath(name), statAt(bytes, at, idLength)]));
}

/**
 * Paths that git takes for unedited whatever is on disk: `assume-unchanged` or `skip-worktree`, see git-update-index(1).
 * Undefined where the file does not say it all: another file has a part of the index, or the form is unknown.
 */
export function parseFlagged(bytes: Buffer, idLength: number): readonly RepoPath[] | undefined {
  const read = readEntries(bytes, idLength);
  if (read === undefined || isSplit(bytes, read.end, idLength)) return undefined;
  return read.entries
    .filter(({ flags, moreFlags }) => (flags & ASSUME_UNCHANGED) !== 0 || (moreFlags & SKIP_WORKTREE) !== 0)
    .map(({ name }) => decodePath(name));
}

interface Read {
  readonly entries: readonly IndexEntry[];
  /** Position behind the last one. */
  readonly end: number;
}

/** All entries; undefined where the file is no such index, or ends where an entry should be. */
function readEntries(bytes: Buffer, idLength: number): Read | undefined {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'DIRC') return undefined;
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4) return undefined;
  try {
    return entriesOf(bytes, version, idLength);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Whether the entries are changes of another index file: what follows them has an extension that names it. */
function isSplit(bytes: Buffer, start: number, idLength: number): boolean {
  for (let position = start; position + 8 <= bytes.length - idLength; ) {
    if (bytes.toString('latin1', position, position + 4) === 'link') return true;
    position += 8 + bytes.readUInt32BE(position + 4);
  }
  return false;
}

function entriesOf(bytes: Buffer, version: number, idLength: number): Read {
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
    entries.push({ name, at: position, flags, moreFlags });
    // Up to version 3 an entry is filled up to a multiple of eight bytes, with one NUL at least.
    position = version === 4 ? read.end + 1 : position + Math.floor((read.end - position) / 8 + 1) * 8;
  }
  return { entries, end: position };
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
