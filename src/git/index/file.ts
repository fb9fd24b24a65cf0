import type { RepoPath } from '../../core/files.ts';
import { decodePath } from '../../core/path-bytes.ts';

/** Bytes of an entry before the object's id, and of the word of flags behind it. */
export const STAT_BYTES = 40;
export const FLAG_BYTES = 2;
/** The flag that a second word of flags follows. */
export const MORE_FLAGS = 0x4000;
/** Where the mode stands in the stat. */
const MODE_AT = 24;
const SUBMODULE = 0o160000;
const SLASH = 47;
const NOT_ASCII = /[\u0080-\u00ff]/;

/** Where an extension of an index file stands. */
export interface Extension {
  readonly start: number;
  readonly end: number;
}

/**
 * An index file as it stands on disk, see gitformat-index(5). An index may have a hundred thousand entries: only where each
 * begins is noted, and what one holds is read when it is asked for. Entries are called by their number, in git's order.
 */
export interface IndexFile {
  readonly bytes: Buffer;
  /** Bytes of an object's id. */
  readonly width: number;
  /** Positions of the entries in the file. */
  readonly starts: Uint32Array;
  /** Where names begin and end in `letters`. */
  readonly nameStarts: Uint32Array;
  readonly nameEnds: Uint32Array;
  /** The file itself, or in version 4 all names: there each leaves out what it has in common with the one before. */
  readonly letters: Buffer;
  /** Numbers of the entries with flags of any kind, such as unmerged, skipped, or only intended to be added. */
  readonly flagged: readonly number[];
  readonly extensions: ReadonlyMap<string, Extension>;
}

/**
 * Whether the file does not say it all: an extension changes what its entries mean, such as one that names another file with
 * a part of them. Names of such begin with a small letter.
 */
export function isPartial({ extensions }: IndexFile): boolean {
  return [...extensions.keys()].some((name) => !/^[A-Z]/.test(name));
}

/** What an extension holds; undefined where it is not there. */
export function extensionOf({ bytes, extensions }: IndexFile, name: string): Buffer | undefined {
  const found = extensions.get(name);
  return found && bytes.subarray(found.start, found.end);
}

/** Position of an entry's id in the file. */
export function idAt({ starts }: IndexFile, entry: number): number {
  return (starts[entry] ?? 0) + STAT_BYTES;
}

/** Its kind and permissions as git keeps them, such as 0o100644. */
export function modeOf({ bytes, starts }: IndexFile, entry: number): number {
  return bytes.readUInt32BE((starts[entry] ?? 0) + MODE_AT);
}

/** The entries that are submodules. */
export function* submodulesIn(index: IndexFile): Generator<number, undefined> {
  for (let entry = 0; entry < index.starts.length; entry += 1) if (modeOf(index, entry) === SUBMODULE) yield entry;
}

/** Its flags, the length of its name among them. */
export function flagsOf(index: IndexFile, entry: number): number {
  return index.bytes.readUInt16BE(idAt(index, entry) + index.width);
}

/** The second word of its flags; 0 where there is none. */
export function moreFlagsOf(index: IndexFile, entry: number): number {
  const hasMore = (flagsOf(index, entry) & MORE_FLAGS) !== 0;
  return hasMore ? index.bytes.readUInt16BE(idAt(index, entry) + index.width + FLAG_BYTES) : 0;
}

/** Its path, byte for letter: such texts compare as the bytes do. */
export function nameOf({ letters, nameStarts, nameEnds }: IndexFile, entry: number): string {
  return letters.toString('latin1', nameStarts[entry], nameEnds[entry]);
}

/** The path of an entry. */
export function pathOf(index: IndexFile, entry: number): RepoPath {
  return toPath(nameOf(index, entry));
}

/** The paths of all entries, in a third of the time that one after the other takes. */
export function pathsOf({ letters, nameStarts, nameEnds }: IndexFile): readonly RepoPath[] {
  const text = letters.toString('latin1');
  return Array.from(nameStarts, (start, entry) => toPath(text.slice(start, nameEnds[entry])));
}

function toPath(name: string): RepoPath {
  return NOT_ASCII.test(name) ? decodePath(Buffer.from(name, 'latin1')) : name;
}

/** The entry of a name, byte for letter; undefined where there is none. */
export function findEntry(index: IndexFile, name: string): number | undefined {
  let [low, high] = [0, index.starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nameOf(index, middle) < name) low = middle + 1;
    else high = middle;
  }
  return low < index.starts.length && nameOf(index, low) === name ? low : undefined;
}

/** Entries by the first byte of their names behind all folders: those of a byte end where `ends` says, in order. */
export interface ByFirstByte {
  readonly order: Uint32Array;
  readonly ends: Uint32Array;
}

/** Sorts entries so. No text is made of any name for that. */
export function byFirstByte({ letters, nameStarts, nameEnds }: IndexFile): ByFirstByte {
  const firsts = new Uint8Array(nameStarts.length);
  const ends = new Uint32Array(256);
  for (let entry = 0; entry < firsts.length; entry += 1) {
    const first = nameStarts[entry] as number;
    let start = nameEnds[entry] as number;
    while (start > first && letters[start - 1] !== SLASH) start -= 1;
    const byte = letters[start] as number;
    firsts[entry] = byte;
    ends[byte] = (ends[byte] as number) + 1;
  }
  for (let byte = 1; byte < ends.length; byte += 1) ends[byte] = (ends[byte] as number) + (ends[byte - 1] as number);
  const order = new Uint32Array(firsts.length);
  const next = ends.map((_, byte) => ends[byte - 1] ?? 0);
  for (let entry = 0; entry < firsts.length; entry += 1) {
    const byte = firsts[entry] as number;
    order[next[byte] as number] = entry;
    next[byte] = (next[byte] as number) + 1;
  }
  return { order, ends };
}
