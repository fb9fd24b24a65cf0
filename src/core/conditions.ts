import { pathTest } from './globs.ts';
import type { Task } from './task.ts';

/** What is going on in the repository, for `when`. */
export interface Circumstances {
  /** The branch committed to, or those of the remote at a push; empty when there is none. */
  readonly branches: readonly string[];
  readonly merging: boolean;
  readonly rebasing: boolean;
}

/** The condition of a task that does not hold; undefined: all of them do. */
export function unmetCondition(
  { when }: Pick<Task, 'when'>,
  { branches, merging, rebasing }: Circumstances,
): 'branches' | 'merge' | 'rebase' | undefined {
  if (when === undefined) return undefined;
  if (when.not?.includes('merge') && merging) return 'merge';
  if (when.not?.includes('rebase') && rebasing) return 'rebase';
  return when.branches === undefined || branches.some(pathTest(when.branches)) ? undefined : 'branches';
}
