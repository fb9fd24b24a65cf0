import type { RepoPath } from '../../core/files.ts';
import { listPaths } from '../../core/list-paths.ts';
import { parentsOf } from '../standing.ts';
import type { WorktreeStatus } from '../status.ts';
import type { Before } from './look.ts';

/** What tasks did to files that they were not given. */
export interface Made {
  /** Files that were not there before, and are neither tracked nor ignored. */
  readonly files: readonly RepoPath[];
  /** Tracked files that are not hidden, no fix and not handed to a fixer, and that differ now. */
  readonly edits: readonly RepoPath[];
}

/**
 * Compares the worktree before and after the tasks, while hidden work is still hidden. What was there before counts as made
 * by nobody, ignored or not: which files are ignored is itself written in a file. `known`: paths that are judged otherwise.
 */
export function madeSince(before: Before, after: WorktreeStatus, known: ReadonlySet<RepoPath>): Made {
  const there = new Set([...before.untracked, ...before.ignored, ...(before.surroundings?.files ?? [])]);
  const isNew = (path: RepoPath) => !there.has(path) && !parentsOf(path).some((folder) => before.closed.has(folder));
  return {
    files: after.untracked.filter((path) => isNew(path) && !known.has(path)),
    edits: [...after.edited.keys()].filter((path) => !before.edited.has(path) && !known.has(path)),
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
