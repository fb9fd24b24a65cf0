import type { FileEntry, FileMode, FileSet, RepoPath } from '../../core/files.ts';
import type { Folders, Noted } from '../../core/trees/folders.ts';
import { noteListing, toByteString } from '../../core/trees/tree-id.ts';
import { listingOf } from './cache-tree.ts';
import {
  type ByFirstByte,
  byFirstByte,
  findEntry,
  type IndexFile,
  idAt,
  modeOf,
  pathOf,
  pathsOf,
  submodulesIn,
} from './file.ts';

/** From how many lookups on it takes less time to read all files; of fewer files all are read at once. */
const MANY = 1000;

/** The files of an index, read from it as they are asked for: most commits are about few of many. */
export class IndexedFiles implements FileSet {
  readonly index: IndexFile;
  /** Numbers of entries that are no files of the next commit. */
  readonly left: ReadonlySet<number>;
  readonly selected = new Map<string, FileSet>();
  paths: readonly RepoPath[] | undefined;
  byFirst: ByFirstByte | undefined;
  all: ReadonlyMap<RepoPath, FileEntry> | undefined;
  linked: FileSet | undefined;
  asked = 0;

  constructor(index: IndexFile, left: ReadonlySet<number>) {
    this.index = index;
    this.left = left;
  }

  get size(): number {
    return this.index.starts.length - this.left.size;
  }

  get(path: RepoPath): FileEntry | undefined {
    if (this.all !== undefined || this.isWorthAll()) return this.map().get(path);
    const entry = this.find(path);
    return entry === undefined ? undefined : entryOf(this.index, entry);
  }

  has(path: RepoPath): boolean {
    return this.all !== undefined || this.isWorthAll() ? this.map().has(path) : this.find(path) !== undefined;
  }

  keys(): IterableIterator<RepoPath> {
    return this.left.size === 0 ? this.list().values() : this.map().keys();
  }

  values(): IterableIterator<FileEntry> {
    return this.map().values();
  }

  entries(): IterableIterator<[RepoPath, FileEntry]> {
    return this.map().entries();
  }

  [Symbol.iterator](): IterableIterator<[RepoPath, FileEntry]> {
    return this.entries();
  }

  forEach(visit: (value: FileEntry, key: RepoPath, map: ReadonlyMap<RepoPath, FileEntry>) => void): void {
    this.map().forEach(visit);
  }

  select(key: string, isMeant: (path: RepoPath) => boolean, letters?: string): FileSet {
    const known = this.selected.get(key);
    if (known !== undefined) return known;
    const found = new Map<RepoPath, FileEntry>();
    for (const entry of letters === undefined ? this.index.starts.keys() : this.beginningWith(letters)) {
      const path = letters === undefined ? (this.list()[entry] ?? '') : pathOf(this.index, entry);
      if (isMeant(path) && !this.left.has(entry)) found.set(path, entryOf(this.index, entry));
    }
    this.selected.set(key, found);
    return found;
  }

  submodules(): FileSet {
    this.linked ??= new Map(
      [...submodulesIn(this.index)].map((entry) => [pathOf(this.index, entry), entryOf(this.index, entry)]),
    );
    return this.linked;
  }

  /** Git notes ids of whole folders, and forgets one as soon as anything below it is staged. It makes the commit of these, too. */
  noteFolders(folders: Folders): Noted {
    return noteListing(listingOf(this.index, this.left), folders);
  }

  find(path: RepoPath): number | undefined {
    const entry = findEntry(this.index, toByteString(path));
    return entry === undefined || this.left.has(entry) ? undefined : entry;
  }

  /** Files whose names begin so, folders aside, in order. */
  beginningWith(letters: string): readonly number[] {
    this.byFirst ??= byFirstByte(this.index);
    const { order, ends } = this.byFirst;
    const bytes = [...new Set(letters)].map((letter) => letter.charCodeAt(0));
    return bytes.flatMap((byte) => [...order.subarray(ends[byte - 1] ?? 0, ends[byte])]).sort((a, b) => a - b);
  }

  list(): readonly RepoPath[] {
    this.paths ??= pathsOf(this.index);
    return this.paths;
  }

  isWorthAll(): boolean {
    this.asked += 1;
    return this.asked > MANY || this.size < MANY;
  }

  map(): ReadonlyMap<RepoPath, FileEntry> {
    if (this.all === undefined) {
      const all = new Map<RepoPath, FileEntry>();
      for (const [entry, path] of this.list().entries()) {
        if (!this.left.has(entry)) all.set(path, entryOf(this.index, entry));
      }
      this.all = all;
    }
    return this.all;
  }
}

/** Kind and permissions as git writes them: its numbers have their digits in base eight. */
function entryOf(index: IndexFile, entry: number): FileEntry {
  const at = idAt(index, entry);
  return { mode: modeOf(index, entry).toString(8) as FileMode, id: index.bytes.toString('hex', at, at + index.width) };
}
