/** Bytes of an entry before the object's id, and the most that a flag word says of the length of a name. */
export const STAT_BYTES = 40;
const LONG_NAME = 0xfff;
/** The flag that more flags follow. */
const MORE_FLAGS = 0x4000;

/** One entry of an index file, where it stands. */
export interface IndexEntry {
  /** Position in the file. */
  readonly at: number;
  readonly flags: number;
  /** The second word of flags; 0 where there is none. */
  readonly moreFlags: number;
  /** Bytes of the path. Taken out only when asked for: an index may have a hundred thousand. */
  readonly name: () => Buffer;
}

/**
 * Visits all entries of an index file, see gitformat-index(5), versions 2 to 4, and returns the position behind the last one.
 * Undefined where the file is no such index, or ends where an entry should be. `idLength`: bytes of an object's id.
 */
export function readEntries(bytes: Buffer, idLength: number, visit: (entry: IndexEntry) => void): number | undefined {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'DIRC') return undefined;
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4) return undefined;
  try {
    return visitEntries(bytes, version, idLength, visit);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function visitEntries(bytes: Buffer, version: number, idLength: number, visit: (entry: IndexEntry) => void): number {
  let before: Buffer = Buffer.alloc(0);
  let position = 12;
  for (let left = bytes.readUInt32BE(8); left > 0; left -= 1) {
    const flagsAt = position + STAT_BYTES + idLength;
    const flags = bytes.readUInt16BE(flagsAt);
    const moreFlags = (flags & MORE_FLAGS) === 0 ? 0 : bytes.readUInt16BE(flagsAt + 2);
    const nameAt = flagsAt + ((flags & MORE_FLAGS) === 0 ? 2 : 4);
    if (version === 4) {
      const read = readSuffix(bytes, nameAt, before);
      before = read.name;
      visit({ at: position, flags, moreFlags, name: () => read.name });
      position = read.end + 1;
    } else {
      const end = endOfName(bytes, nameAt, flags & LONG_NAME);
      visit({ at: position, flags, moreFlags, name: () => bytes.subarray(nameAt, end) });
      // Up to version 3 an entry is filled up to a multiple of eight bytes, with one NUL at least.
      position += Math.floor((end - position) / 8 + 1) * 8;
    }
  }
  return position;
}

interface Name {
  readonly name: Buffer;
  /** Position of the NUL after it. */
  readonly end: number;
}

function endOfName(bytes: Buffer, start: number, length: number): number {
  return length === LONG_NAME ? endOf(bytes, start) : start + length;
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
