import type { Folders, Noted } from './trees/folders.ts';

/** A path relative to the repository's root, `/`-separated, never absolute, never leaving the root. */
export type RepoPath = string;

/** Git's id of a file's content: 40 (SHA-1) or 64 (SHA-256) lowercase hex digits. */
export type BlobId = string;

/** How git keeps a file: regular, executable, symbolic link, or submodule. */
export type FileMode = '100644' | '100755' | '120000' | '160000';

/** One file of a snapshot. */
export interface FileEntry {
  readonly mode: FileMode;
  readonly id: BlobId;
}

/** Files with the content each of them has, in the order git lists them (by bytes of the path). */
export interface FileSet extends ReadonlyMap<RepoPath, FileEntry> {
  /**
   * Those that pass a test, found once for each `key`. `letters`: with which the last part of every path begins that can
   * pass. Absent where each file is to be asked, see `selectFiles`.
   */
  readonly select?: (key: string, isMeant: (path: RepoPath) => boolean, letters?: string) => FileSet;
  /** The submodules among them; absent where each file is to be asked, see `submodulesOf`. */
  readonly submodules?: () => FileSet;
  /** The id of their tree, and what folders hold; absent where all files are needed for it, see `treeIdNoting`. */
  readonly noteFolders?: (folders: Folders) => Noted;
}

/** The files that pass a test. `key`, `letters`: see `FileSet`. */
export function selectFiles(
  files: FileSet,
  key: string,
  isMeant: (path: RepoPath) => boolean,
  letters?: string,
): FileSet {
  return files.select?.(key, isMeant, letters) ?? new Map([...files].filter(([path]) => isMeant(path)));
}

/** The submodules among files, each with the commit that it is to be at. */
export function submodulesOf(files: FileSet): FileSet {
  return files.submodules?.() ?? new Map([...files].filter(([, { mode }]) => mode === '160000'));
}

/** How a path differs from what the run compares with. A rename is a deletion and an addition. */
export type ChangeKind = 'added' | 'modified' | 'deleted';

/** Where the bytes come from that a run judges. */
export type SnapshotSource =
  /** The index that git is about to commit. */
  | 'index'
  /** The files on disk, untracked ones included. */
  | 'worktree'
  /** One commit, whatever is checked out. */
  | 'commit';

/** What of them is judged, for tools that ask git and not the disk: what is different, or all files on disk. */
export type Viewed = SnapshotSource | 'all';

/** How a state of the repository differs from what it is compared with. */
export interface Changes {
  /** The paths that are different. Deleted ones are not in the tree. */
  readonly changed: ReadonlyMap<RepoPath, ChangeKind>;
  /** Where it is compared with several states at once: what differs from each of them. `changed` is in all of these. */
  readonly sides?: readonly ReadonlySet<RepoPath>[];
}

/** What came of comparing a state with others. */
export interface Comparison extends Changes {
  /** What the changed paths were: in the first of the others that has them. */
  readonly before: FileSet;
}

/** The state of the repository that one run is about: everything that the planner may know. `changed` is what the run is about. */
export interface Snapshot extends Changes {
  readonly source: SnapshotSource;
  /** Every file, with the content that tasks are to see. */
  readonly tree: FileSet;
  /** Whether all files are judged, whatever is different: never where it is absent. */
  readonly whole?: true;
  /** The commit under check, where the source is one. */
  readonly commit?: string;
  /** The commits that it is compared with, where it is one. */
  readonly bases?: readonly string[];
  /** Other commits with the same files, compared with the same, that are judged with it. */
  readonly twins?: readonly string[];
}

/** What these paths are in the tree; those that it does not have are left out. */
export function entriesOf(paths: Iterable<RepoPath>, tree: FileSet): FileSet {
  const entries = new Map<RepoPath, FileEntry>();
  for (const path of paths) {
    const entry = tree.get(path);
    if (entry !== undefined) entries.set(path, entry);
  }
  return entries;
}

/** Whether a path is the same in both: same content and mode, or in neither. */
export function isSameEntry(a: FileEntry | undefined, b: FileEntry | undefined): boolean {
  return a?.id === b?.id && a?.mode === b?.mode;
}

/** Whether a program can read the file as bytes of its own: not a link, not a submodule. */
export function isRegular(entry: FileEntry): boolean {
  return entry.mode === '100644' || entry.mode === '100755';
}

/** Those of the paths that are such files: links and submodules are never handed to a program, which would follow them to something else. */
export function regularFiles(paths: Iterable<RepoPath>, tree: FileSet): readonly RepoPath[] {
  return [...paths].filter((path) => {
    const entry = tree.get(path);
    return entry !== undefined && isRegular(entry);
  });
}
