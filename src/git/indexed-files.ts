import type { FileEntry, FileMode, FileSet, RepoPath } from '../core/files.ts';
import type { Folders, Noted } from '../core/folders.ts';
import { decodePath } from '../core/path-bytes.ts';
import { noteListing, toByteString } from '../core/tree-id.ts';
import { listingOf } from './cache-tree.ts';
import {
  findEntry,
  firstBytes,
  flagsOf,
  type IndexFile,
  idAt,
  isPartial,
  modeOf,
  moreFlagsOf,
  nameOf,
  namesOf,
} from './index-file.ts';

/** Flags: the stage of a merge; in the second word, that the file is only intended to be added. */
const STAGE = 0x3000;
const INTENDED = 0x2000;
const NOT_ASCII = /[\u0080-\u00ff]/;

/** What an index says of the next commit. */
export interface IndexedStage {
  readonly tree: FileSet;
  readonly unmerged: ReadonlySet<RepoPath>;
  /** Whether files are only intended to be added, which are no part of it. */
  readonly hasIntended: boolean;
}

/** Undefined where the file does not say it all. */
export function stageOf(index: IndexFile): IndexedStage | undefined {
  if (isPartial(index)) return undefined;
  const isUnmerged = (entry: number) => (flagsOf(index, entry) & STAGE) !== 0;
  const intended = new Set(index.flagged.filter((entry) => (moreFlagsOf(index, entry) & INTENDED) !== 0));
  const unmerged = new Set(index.flagged.filter(isUnmerged).map((entry) => pathOf(index, entry)));
  return { tree: new IndexedFiles(index, intended), unmerged, hasIntended: intended.size > 0 };
}

/** The path of an entry. */
export function pathOf(index: IndexFile, entry: number): RepoPath {
  return toPath(nameOf(index, entry));
}

function toPath(name: string): RepoPath {
  return NOT_ASCII.test(name) ? decodePath(Buffer.from(name, 'latin1')) : name;
}

/** The files of an index, read from it as they are asked for: most commits are about few of many. */
class IndexedFiles implements FileSet {
  readonly index: IndexFile;
  /** Numbers of entries that are no files of the next commit. */
  readonly left: ReadonlySet<number>;
  readonly selected = new Map<string, FileSet>();
  paths: readonly RepoPath[] | undefined;
  firsts: Uint8Array | undefined;

  constructor(index: IndexFile, left: ReadonlySet<number>) {
    this.index = index;
    this.left = left;
  }

  get size(): number {
    return this.index.starts.length - this.left.size;
  }

  get(path: RepoPath): FileEntry | undefined {
    const entry = this.find(path);
    return entry === undefined ? undefined : entryOf(this.index, entry);
  }

  has(path: RepoPath): boolean {
    return this.find(path) !== undefined;
  }

  find(path: RepoPath): number | undefined {
    const entry = findEntry(this.index, toByteString(path));
    return entry === undefined || this.left.has(entry) ? undefined : entry;
  }

  *keys(): Generator<RepoPath, undefined> {
    for (const [path] of this.numbered()) yield path;
  }

  *values(): Generator<FileEntry, undefined> {
    for (const [, entry] of this.numbered()) yield entryOf(this.index, entry);
  }

  *entries(): Generator<[RepoPath, FileEntry], undefined> {
    for (const [path, entry] of this.numbered()) yield [path, entryOf(this.index, entry)];
  }

  [Symbol.iterator](): Generator<[RepoPath, FileEntry], undefined> {
    return this.entries();
  }

  forEach(visit: (value: FileEntry, key: RepoPath, map: ReadonlyMap<RepoPath, FileEntry>) => void): void {
    for (const [path, entry] of this) visit(entry, path, this);
  }

  *numbered(): Generator<readonly [path: RepoPath, entry: number], undefined> {
    this.paths ??= namesOf(this.index).map(toPath);
    for (const [entry, path] of this.paths.entries()) if (!this.left.has(entry)) yield [path, entry];
  }

  select(key: string, isMeant: (path: RepoPath) => boolean, letters?: string): FileSet {
    const known = this.selected.get(key);
    if (known !== undefined) return known;
    const found = new Map<RepoPath, FileEntry>();
    for (const [path, entry] of letters === undefined ? this.numbered() : this.beginningWith(letters)) {
      if (isMeant(path)) found.set(path, entryOf(this.index, entry));
    }
    this.selected.set(key, found);
    return found;
  }

  /** Files whose names begin so, folders aside. */
  *beginningWith(letters: string): Generator<readonly [path: RepoPath, entry: number], undefined> {
    this.firsts ??= firstBytes(this.index);
    const isMeant = new Uint8Array(256);
    for (const letter of letters) isMeant[letter.charCodeAt(0)] = 1;
    for (let entry = 0; entry < this.firsts.length; entry += 1) {
      if (isMeant[this.firsts[entry] as number] === 1 && !this.left.has(entry))
        yield [pathOf(this.index, entry), entry];
    }
  }

  /** Git notes ids of whole folders, and forgets one as soon as anything below it is staged. It makes the commit of these, too. */
  noteFolders(folders: Folders): Noted {
    return noteListing(listingOf(this.index, this.left), folders);
  }
}

/** Kind and permissions as git writes them: its numbers have their digits in base eight. */
function entryOf(index: IndexFile, entry: number): FileEntry {
  const at = idAt(index, entry);
  return { mode: modeOf(index, entry).toString(8) as FileMode, id: index.bytes.toString('hex', at, at + index.width) };
}
