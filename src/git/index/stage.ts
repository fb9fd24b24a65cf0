import type { FileSet, RepoPath } from '../../core/files.ts';
import { flagsOf, type IndexFile, isPartial, moreFlagsOf, pathOf } from './file.ts';
import { IndexedFiles } from './indexed-files.ts';

/** Flags: the stage of a merge; in the second word, that the file is only intended to be added. */
const STAGE = 0x3000;
const INTENDED = 0x2000;

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
