import type { FileSet, RepoPath } from '../../core/files.ts';
import type { WorktreeStatus } from '../status.ts';
import type { JournalEntry } from './journal.ts';

/** What tasks did to files that they were not given. */
export interface Made {
  /** Files that were not there before, and are neither tracked nor ignored. */
  readonly files: readonly RepoPath[];
  /** Tracked files that are not hidden and no fix, and that differ now. */
  readonly edits: readonly RepoPath[];
}

/** Compares the worktree before and after the tasks, while hidden work is still hidden. */
export function madeSince(
  before: WorktreeStatus,
  after: WorktreeStatus,
  entries: readonly JournalEntry[],
  fixes: FileSet,
): Made {
  const hidden = new Set(entries.flatMap(({ kind, path }) => (kind === 'handed' ? [] : path)));
  const known = new Set(before.untracked);
  return {
    files: after.untracked.filter((path) => !known.has(path) && !hidden.has(path)),
    edits: [...after.edited.keys()].filter((path) => !before.edited.has(path) && !hidden.has(path) && !fixes.has(path)),
  };
}

/** The sentences that tell on it. */
export function notesOn({ files, edits }: Made): readonly string[] {
  return [
    ...(files.length === 0 ? [] : [`made while the checks ran, left untracked: ${listPaths(files)}`]),
    ...(edits.length === 0 ? [] : [`changed while the checks ran, left unstaged: ${listPaths(edits)}`]),
  ];
}

/** The first paths and how many more there are. */
export function listPaths(paths: readonly RepoPath[]): string {
  const shown = paths.slice(0, 5).join(', ');
  return paths.length > 5 ? `${shown} and ${paths.length - 5} more` : shown;
}
