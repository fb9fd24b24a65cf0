import { type FileEntry, type FileSet, type RepoPath, selectFiles } from '../files.ts';
import type { Folders, Noted } from './folders.ts';
import { treeIdNoting } from './tree-id.ts';
import { askAbout, idAfter } from './tree-ids.ts';

/** Files of which some have become others since: the rest is in no memory twice, however many there are. */
export class RevisedFiles implements FileSet {
  readonly #first: FileSet;
  /** Undefined for what is gone. */
  readonly #changes: Map<RepoPath, FileEntry | undefined>;
  /** What was found among those that were first, by key. Copies share it. */
  readonly #found: Map<string, FileSet>;

  /** `first` stays as it is. */
  constructor(
    first: FileSet,
    changes: Iterable<readonly [RepoPath, FileEntry | undefined]> = [],
    found = new Map<string, FileSet>(),
  ) {
    this.#first = first;
    this.#changes = new Map(changes);
    this.#found = found;
  }

  /** Files that do not follow what becomes of these. */
  copy(): RevisedFiles {
    return new RevisedFiles(this.#first, this.#changes, this.#found);
  }

  /** `entry` is undefined where the file is gone. */
  set(path: RepoPath, entry: FileEntry | undefined): void {
    this.#changes.set(path, entry);
  }

  get size(): number {
    let size = this.#first.size;
    for (const [path, entry] of this.#changes) size += Number(entry !== undefined) - Number(this.#first.has(path));
    return size;
  }

  get(path: RepoPath): FileEntry | undefined {
    return this.#changes.has(path) ? this.#changes.get(path) : this.#first.get(path);
  }

  has(path: RepoPath): boolean {
    return this.#changes.has(path) ? this.#changes.get(path) !== undefined : this.#first.has(path);
  }

  /** What is new comes last. */
  *entries(): Generator<[RepoPath, FileEntry], undefined> {
    for (const [path, first] of this.#first) {
      const entry = this.#changes.has(path) ? this.#changes.get(path) : first;
      if (entry !== undefined) yield [path, entry];
    }
    for (const [path, entry] of this.#changes) {
      if (entry !== undefined && !this.#first.has(path)) yield [path, entry];
    }
  }

  *keys(): Generator<RepoPath, undefined> {
    for (const [path] of this.entries()) yield path;
  }

  *values(): Generator<FileEntry, undefined> {
    for (const [, entry] of this.entries()) yield entry;
  }

  [Symbol.iterator](): Generator<[RepoPath, FileEntry], undefined> {
    return this.entries();
  }

  forEach(visit: (value: FileEntry, key: RepoPath, map: ReadonlyMap<RepoPath, FileEntry>) => void): void {
    for (const [path, entry] of this) visit(entry, path, this);
  }

  select(key: string, isMeant: (path: RepoPath) => boolean, letters?: string): FileSet {
    const found = this.#found.get(key) ?? selectFiles(this.#first, key, isMeant, letters);
    this.#found.set(key, found);
    const changed = [...this.#changes].filter(([path]) => isMeant(path));
    return changed.length === 0 ? found : new RevisedFiles(found, changed);
  }

  noteFolders(folders: Folders): Noted {
    askAbout(folders, this.#changes.keys());
    const first = treeIdNoting(this.#first, folders);
    if (this.#changes.size === 0) return first;
    return { id: idAfter(folders, this.#changes, first.width), width: first.width };
  }
}
