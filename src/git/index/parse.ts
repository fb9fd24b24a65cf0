import { type Extension, FLAG_BYTES, type IndexFile, MORE_FLAGS, STAT_BYTES } from './file.ts';

/** Bytes of an object's id, by SHA-1 and by SHA-256. */
const WIDTHS = [20, 32] as const;
const HEADER_BYTES = 12;
/** Name and length of an extension. */
const EXTENSION_BYTES = 8;
/** The most that a word of flags says of the length of a name. */
const LONG_NAME = 0xfff;
/** Flags other than that length: more flags follow, assumed unchanged, and the stage of a merge. */
const ODD_FLAGS = 0xf000;

/** Entries, and the position behind the last one. */
type Read = Omit<IndexFile, 'bytes' | 'width' | 'extensions'> & { readonly end: number };

/**
 * Reads an index file, versions 2 to 4, see gitformat-index(5). Undefined where the bytes are none, or do not come out even.
 * They do so with the width of their ids alone, which is named in no index.
 */
export function parseIndex(bytes: Buffer): IndexFile | undefined {
  if (bytes.length < HEADER_BYTES || bytes.toString('latin1', 0, 4) !== 'DIRC') return undefined;
  for (const width of WIDTHS) {
    const entries = readEntries(bytes, width);
    const extensions = entries && readExtensions(bytes, entries.end, bytes.length - width);
    if (entries !== undefined && extensions !== undefined) return { bytes, width, ...entries, extensions };
  }
  return undefined;
}

function readEntries(bytes: Buffer, width: number): Read | undefined {
  const version = bytes.readUInt32BE(4);
  const count = bytes.readUInt32BE(8);
  // Each has its stat, its id, its flags and one byte more.
  if (version < 2 || version > 4 || count > bytes.length / (STAT_BYTES + width)) return undefined;
  return version === 4 ? readPacked(bytes, width, count) : readPlain(bytes, width, count);
}

/** Up to version 3 an entry is filled up to a multiple of eight bytes, with one NUL at least. */
function readPlain(bytes: Buffer, width: number, count: number): Read | undefined {
  const [starts, nameStarts, nameEnds] = [new Uint32Array(count), new Uint32Array(count), new Uint32Array(count)];
  const flagged: number[] = [];
  let position = HEADER_BYTES;
  for (let entry = 0; entry < count; entry += 1) {
    const flagsAt = position + STAT_BYTES + width;
    const flags = ((bytes[flagsAt] ?? 0) << 8) | (bytes[flagsAt + 1] ?? 0);
    if ((flags & ODD_FLAGS) !== 0) flagged.push(entry);
    const name = flagsAt + ((flags & MORE_FLAGS) === 0 ? FLAG_BYTES : 2 * FLAG_BYTES);
    const length = flags & LONG_NAME;
    const end = length === LONG_NAME ? bytes.indexOf(0, name) : name + length;
    // Also behind the last byte there is none.
    if (bytes[end] !== 0) return undefined;
    starts[entry] = position;
    nameStarts[entry] = name;
    nameEnds[entry] = end;
    position += (((end - position) >> 3) + 1) * 8;
  }
  return { starts, nameStarts, nameEnds, letters: bytes, flagged, end: position };
}

/** Version 4: how many bytes of the name before are dropped, in the variable width of gitformat-pack(5), then what follows. */
function readPacked(bytes: Buffer, width: number, count: number): Read | undefined {
  const [starts, nameStarts, nameEnds] = [new Uint32Array(count), new Uint32Array(count), new Uint32Array(count)];
  const flagged: number[] = [];
  const letters = new Letters();
  let position = HEADER_BYTES;
  for (let entry = 0; entry < count; entry += 1) {
    const flagsAt = position + STAT_BYTES + width;
    const flags = ((bytes[flagsAt] ?? 0) << 8) | (bytes[flagsAt + 1] ?? 0);
    if ((flags & ODD_FLAGS) !== 0) flagged.push(entry);
    const numberAt = flagsAt + ((flags & MORE_FLAGS) === 0 ? FLAG_BYTES : 2 * FLAG_BYTES);
    const dropped = readNumber(bytes, numberAt);
    const end = bytes.indexOf(0, dropped.end);
    const kept = letters.last - dropped.value;
    if (end === -1 || kept < 0) return undefined;
    starts[entry] = position;
    nameStarts[entry] = letters.add(kept, bytes.subarray(dropped.end, end));
    nameEnds[entry] = letters.end;
    position = end + 1;
  }
  return { starts, nameStarts, nameEnds, letters: letters.bytes, flagged, end: position };
}

function readNumber(bytes: Buffer, start: number): { readonly value: number; readonly end: number } {
  let position = start;
  let byte = bytes[position] ?? 0;
  let value = byte & 127;
  while (byte >= 128) {
    position += 1;
    byte = bytes[position] ?? 0;
    value = (value + 1) * 128 + (byte & 127);
  }
  return { value, end: position + 1 };
}

/** Names one after another, each begun with a part of the one before. */
class Letters {
  bytes = Buffer.alloc(64 * 1024);
  /** Behind the last name. */
  end = 0;
  /** Length of the last name. */
  last = 0;

  /** Adds a name: so many bytes of the last one, and more. Returns where it begins. */
  add(kept: number, more: Buffer): number {
    const start = this.end;
    const end = start + kept + more.length;
    if (end > this.bytes.length) this.bytes = Buffer.concat([this.bytes], Math.max(end, this.bytes.length * 2));
    this.bytes.copyWithin(start, start - this.last, start - this.last + kept);
    more.copy(this.bytes, start + kept);
    this.last = kept + more.length;
    this.end = end;
    return start;
  }
}

/** Extensions by name, from a position on; undefined where they do not end at `end`, where the checksum is. */
function readExtensions(bytes: Buffer, start: number, end: number): ReadonlyMap<string, Extension> | undefined {
  const extensions = new Map<string, Extension>();
  let position = start;
  while (position + EXTENSION_BYTES <= end) {
    const first = position + EXTENSION_BYTES;
    const next = first + bytes.readUInt32BE(position + 4);
    extensions.set(bytes.toString('latin1', position, position + 4), { start: first, end: next });
    position = next;
  }
  return position === end ? extensions : undefined;
}
