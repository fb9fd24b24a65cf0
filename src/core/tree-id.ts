import { createHash } from 'node:crypto';
import type { FileEntry, FileSet, RepoPath } from './files.ts';
import { encodePath } from './path-bytes.ts';

/** Files with their paths as strings of one character for each byte, which compare as the bytes do. */
interface Listing {
  readonly paths: readonly string[];
  readonly modes: readonly string[];
  /** All ids one after another, one character for each byte. */
  readonly ids: string;
  /** Bytes of one id. */
  readonly width: number;
}

/** What a folder holds, by name, that of a folder with a slash at its end. Ids are strings of one character for each byte. */
export type Children = Map<string, { readonly mode: string; readonly id: string }>;

/** Folders of which it is wanted, by their path with a slash at its end; the top is ''. */
export type Folders = Map<string, Children>;

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

/** Git's id of the tree of these files, and the bytes of an id; notes what the given folders hold. */
export function treeIdNoting(tree: FileSet, folders: Folders): { readonly id: string; readonly width: number } {
  const listing = listFiles(tree);
  return { id: toHex(folderId({ ...listing, folders }, 0, listing.paths.length, 0)), width: listing.width };
}

function listFiles(tree: FileSet): Listing {
  const entries = inByteOrder(tree);
  const ids = Buffer.from(entries.map(([, entry]) => entry.id).join(''), 'hex').toString('latin1');
  return {
    paths: entries.map(([path]) => path),
    modes: entries.map(([, entry]) => entry.mode),
    ids,
    width: entries.length === 0 ? 20 : ids.length / entries.length,
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

/**
 * Id of the folder whose files are those from `start` to before `end`, its own path taking up `depth` characters of theirs.
 * Notes what the wanted folders hold.
 */
function folderId(listing: Listing & { readonly folders: Folders }, start: number, end: number, depth: number): string {
  const { paths, modes, ids, width } = listing;
  const children = listing.folders.get((paths[start] ?? '').slice(0, depth));
  let content = '';
  let index = start;
  while (index < end) {
    const path = paths[index] ?? '';
    const slash = path.indexOf('/', depth);
    const next = slash === -1 ? index + 1 : endOfFolder(paths, index, end, slash + 1);
    const mode = slash === -1 ? (modes[index] ?? '') : FOLDER;
    const id = slash === -1 ? ids.slice(index * width, next * width) : folderId(listing, index, next, slash + 1);
    content += `${mode} ${path.slice(depth, slash === -1 ? undefined : slash)}\0${id}`;
    children?.set(path.slice(depth, slash === -1 ? undefined : slash + 1), { mode, id });
    index = next;
  }
  return objectId(content, width);
}

/** Id of a folder with this content, as git writes it: mode, blank, name, NUL and id of each entry. `width`: bytes of one. */
export function objectId(content: string, width: number): string {
  const digest = createHash(width === 20 ? 'sha1' : 'sha256');
  return digest.update(`tree ${content.length}\0${content}`, 'latin1').digest('binary');
}

/** Where the files end that share the first `length` characters with the one at `start`. */
function endOfFolder(paths: readonly string[], start: number, end: number, length: number): number {
  const prefix = (paths[start] ?? '').slice(0, length);
  let next = start + 1;
  while (next < end && paths[next]?.startsWith(prefix)) next += 1;
  return next;
}

/** An id in hex. */
export function toHex(id: string): string {
  return Buffer.from(id, 'latin1').toString('hex');
}
