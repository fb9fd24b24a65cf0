import type { FileSet, RepoPath } from '../../core/files.ts';
import { listPaths } from '../../core/list-paths.ts';
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

/** The sentences that tell on it. `ran`: names of the tasks that may have done it. */
export function notesOn({ files, edits }: Made, ran: readonly string[]): readonly string[] {
  const when = `while ${tellTasks(ran)} ran`;
  return [
    ...(files.length === 0 ? [] : [`made ${when}, left untracked: ${listPaths(files)}`]),
    ...(edits.length === 0 ? [] : [`changed ${when}, left unstaged: ${listPaths(edits)}`]),
  ];
}

/** Names of tasks, for a sentence: the only one that ran and so did it, or all that may have. */
export function tellTasks(ran: readonly string[]): string {
  if (ran.length === 0) return 'the checks';
  const names = ran.map((name) => `\`${name}\``);
  return names.length === 1 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
