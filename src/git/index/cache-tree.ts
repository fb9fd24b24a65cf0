import type { Listing } from '../../core/trees/tree-id.ts';
import { extensionOf, type IndexFile, idAt, modeOf, nameOf } from './file.ts';

const NUL = 0;
const LINE_FEED = 10;
const BLANK = 32;
const ZERO = 48;
const SLASH = '/';

/** What git has noted of a folder of the index: its id, and how many entries of the index are below it. */
export interface NotedFolder {
  /** Byte for letter. */
  readonly id: string;
  readonly entries: number;
}

/**
 * Reads the extension `TREE` of an index, see gitformat-index(5), "Cache tree": folders by their paths, byte for letter and
 * with a slash at the end, the top by ''. Absent is what git has to make anew. Of what is cut short the beginning counts.
 * `width`: bytes of an id.
 */
function parseCacheTree(bytes: Buffer, width: number): ReadonlyMap<string, NotedFolder> {
  const folders = new Map<string, NotedFolder>();
  /** Folders that are open, each with how many of those in it are still to come. */
  const open: { readonly path: string; left: number }[] = [];
  for (let position = 0; position < bytes.length; ) {
    const nameEnd = bytes.indexOf(NUL, position);
    const lineEnd = bytes.indexOf(LINE_FEED, nameEnd);
    if (nameEnd === -1 || lineEnd === -1) break;
    const name = bytes.toString('latin1', position, nameEnd);
    const blank = bytes.indexOf(BLANK, nameEnd);
    const [entries, below] = [readDigits(bytes, nameEnd + 1, blank), readDigits(bytes, blank + 1, lineEnd)];
    const above = open.at(-1);
    const path = above === undefined ? '' : `${above.path}${name}${SLASH}`;
    position = lineEnd + 1;
    if (entries >= 0) {
      folders.set(path, { id: bytes.toString('latin1', position, position + width), entries });
      position += width;
    }
    if (above !== undefined) above.left -= 1;
    open.push({ path, left: below });
    while (open.at(-1)?.left === 0) open.pop();
  }
  return folders;
}

/** A number of few digits, which take longer to become a text. One with a minus is below nothing as well. */
function readDigits(bytes: Buffer, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) value = value * 10 + (bytes[at] ?? 0) - ZERO;
  return value;
}

/** The files of an index as trees are made of them, but for the entries that are `left` out. */
export function listingOf(index: IndexFile, left: ReadonlySet<number>): Listing {
  const { width, bytes, starts } = index;
  const numbers = left.size === 0 ? undefined : [...starts.keys()].filter((entry) => !left.has(entry));
  const numberOf = (file: number) => numbers?.[file] ?? file;
  const extension = extensionOf(index, 'TREE');
  return {
    size: starts.length - left.size,
    width,
    path: eachOnce((file) => nameOf(index, numberOf(file))),
    mode: (file) => modeOf(index, numberOf(file)).toString(8),
    id: (file) => bytes.toString('latin1', idAt(index, numberOf(file)), idAt(index, numberOf(file)) + width),
    noted: extension === undefined ? new Map() : parseCacheTree(extension, width),
  };
}

/** The same, each made of its bytes once: the path behind a folder is the first of the next as a rule. */
function eachOnce(path: Listing['path']): Listing['path'] {
  const known = new Map<number, string>();
  return (file) => {
    const made = known.get(file) ?? path(file);
    known.set(file, made);
    return made;
  };
}
