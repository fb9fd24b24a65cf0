import type { ChangeKind, FileSet, RepoPath, Snapshot } from '../../core/files.ts';
import type { ReadIndex } from '../index/read.ts';

/** A snapshot and what the changed paths were before. */
export interface Captured {
  readonly snapshot: Snapshot;
  /** The changed paths in the state that is compared with. */
  readonly before: FileSet;
  /** The index file that it was read from, where it was. */
  readonly index?: ReadIndex;
  /** The index that git names, and its stamp from before it was read; absent for what nobody is about to commit. */
  readonly named?: NamedIndex;
}

/** An index file, and the stamp that it bore; undefined where there was none. */
export interface NamedIndex {
  readonly file: string;
  readonly stamp: string | undefined;
}

/** Options of the diff family for what `parseRawDiff` reads: whole ids, and a rename as a deletion and an addition. */
export const RAW_DIFF = ['--raw', '-z', '--no-abbrev', '--no-renames', '--ignore-submodules=none'];

/** What changed where there is nothing to compare with. */
export function allAdded(tree: FileSet): ReadonlyMap<RepoPath, ChangeKind> {
  return new Map([...tree.keys()].map((path) => [path, 'added']));
}
