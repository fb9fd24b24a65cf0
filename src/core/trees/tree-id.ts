import { createHash } from 'node:crypto';
import type { FileEntry, FileSet, RepoPath } from '../files.ts';
import { encodePath } from '../path-bytes.ts';
import type { Folders, Noted } from './folders.ts';

/** Files in the order of the bytes of their paths, by their number. Paths and ids are strings of one character for each byte. */
export interface Listing {
  readonly size: number;
  /** Bytes of one id. */
  readonly width: number;
  readonly path: (file: number) => string;
  readonly mode: (file: number) => string;
  readonly id: (file: number) => string;
  /** Folders of which the id is known, by path with a slash at its end, with how many files are in them. */
  readonly noted: ReadonlyMap<string, { readonly id: string; readonly entries: number }>;
}

/** Mode of a folder in a tree. */
export const FOLDER = '40000';

const NOT_ASCII = /[\u0080-\uffff]/;

/**
 * Git's id of the tree that these files make, as `git write-tree` would tell it: SHA-1 or SHA-256, as the ids of the files
 * are. Without any file it is the SHA-1 id of the empty tree.
 */
export function treeId(tree: FileSet): string {
  return treeIdNoting(tree, new Map()).id;
}

/** Id of the tree without files, in a repository whose ids are like this one. */
export function emptyTreeId(like: string): string {
  return toHex(objectId('', like.length / 2));
}

/** Git's id of the tree of these files; notes what the given folders hold. */
export function treeIdNoting(tree: FileSet, folders: Folders): Noted {
  return tree.noteFolders?.(folders) ?? noteListing(listFiles(tree), folders);
}

/** The same of a listing. Only folders that are asked about, or are not known, are gone through. */
export function noteListing(listing: Listing, folders: Folders): Noted {
  return { id: toHex(folderId({ ...listing, folders }, 0, listing.size, 0)), width: listing.width };
}

function listFiles(tree: FileSet): Listing {
  const entries = inByteOrder(tree);
  const ids = Buffer.from(entries.map(([, entry]) => entry.id).join(''), 'hex').toString('latin1');
  const width = entries.length === 0 ? 20 : ids.length / entries.length;
  return {
    size: entries.length,
    width,
    path: (file) => entries[file]?.[0] ?? '',
    mode: (file) => entries[file]?.[1].mode ?? '',
    id: (file) => ids.slice(file * width, (file + 1) * width),
    noted: new Map(),
  };
}

/**
 * Whole paths in the order of their bytes stand in the order of git's trees at every level: there a folder compares as if
 * its name ended in a slash, see base_name_compare() in git's sources. Fixes of a run may have mixed up what git listed.
 */
function inByteOrder(tree: FileSet): readonly (readonly [string, FileEntry])[] {
  const entries: (readonly [string, FileEntry])[] = [];
  let isSorted = true;
  let previous = '';
  for (const [path, entry] of tree) {
    const bytes = toByteString(path);
    if (bytes < previous) isSorted = false;
    entries.push([bytes, entry]);
    previous = bytes;
  }
  return isSorted ? entries : entries.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A path as a string of one character for each byte, which compare as the bytes do. */
export function toByteString(path: RepoPath): string {
  return NOT_ASCII.test(path) ? encodePath(path).toString('latin1') : path;
}

type Asked = Listing & { readonly folders: Folders };

/**
 * Id of the folder whose files are those from `start` to before `end`, its own path taking up `depth` characters of theirs.
 * Notes what the wanted folders hold.
 */
function folderId(listing: Asked, start: number, end: number, depth: number): string {
  const own = listing.path(start).slice(0, depth);
  const children = listing.folders.get(own);
  const known = children === undefined ? knownFolder(listing, own, start) : undefined;
  if (known?.end === end) return known.id;
  let content = '';
  let index = start;
  while (index < end) {
    const path = listing.path(index);
    const slash = path.indexOf('/', depth);
    const isFile = slash === -1;
    const folder = isFile ? undefined : childFolder(listing, path.slice(0, slash + 1), index, end);
    const mode = isFile ? listing.mode(index) : FOLDER;
    const id = folder?.id ?? listing.id(index);
    content += `${mode} ${path.slice(depth, isFile ? undefined : slash)}\0${id}`;
    children?.set(path.slice(depth, isFile ? undefined : slash + 1), { mode, id });
    index = folder?.end ?? index + 1;
  }
  return objectId(content, listing.width);
}

/** A folder in another that ends before `end`, which begins with a file. */
function childFolder(listing: Asked, folder: string, start: number, end: number) {
  const known = knownFolder(listing, folder, start);
  const isKnown = known !== undefined && known.end <= end;
  if (isKnown && !listing.folders.has(folder)) return known;
  const next = isKnown ? known.end : endOfFolder(listing, folder, start, end);
  return { id: folderId(listing, start, next, folder.length), end: next };
}

/** Id of a folder with this content, as git writes it: mode, blank, name, NUL and id of each entry. `width`: bytes of one. */
export function objectId(content: string, width: number): string {
  const digest = createHash(width === 20 ? 'sha1' : 'sha256');
  return digest.update(`tree ${content.length}\0${content}`, 'latin1').digest('binary');
}

/** Where the files of a folder end, of which `start` is one. */
function endOfFolder({ path }: Listing, folder: string, start: number, end: number): number {
  let next = start + 1;
  while (next < end && path(next).startsWith(folder)) next += 1;
  return next;
}

/** What is known of a folder that begins with a file, where it also ends as it should. */
function knownFolder({ noted, size, path }: Listing, folder: string, start: number) {
  const known = noted.get(folder);
  if (known === undefined) return undefined;
  const end = start + known.entries;
  const isWhole = known.entries > 0 && end <= size && path(end - 1).startsWith(folder);
  return isWhole && (end === size || !path(end).startsWith(folder)) ? { id: known.id, end } : undefined;
}

/** An id in hex. */
export function toHex(id: string): string {
  return Buffer.from(id, 'latin1').toString('hex');
}
