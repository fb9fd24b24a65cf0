import { type Circumstances, unmetCondition } from '../conditions.ts';
import type { RepoPath, Snapshot } from '../files.ts';
import { pathTest } from '../globs.ts';
import { governedPaths, matching } from '../governed.ts';
import type { SkipReason } from '../outcome.ts';
import type { Skip } from '../record.ts';
import type { Task, Tier } from '../task.ts';

/** Why a task would not run. */
export type WhyNot =
  | { readonly type: 'skipped'; readonly by: Skip['by']; readonly reason: string }
  /** Its `when` does not hold: `branches` it goes to, where it is about those. */
  | {
      readonly type: 'condition';
      readonly unmet: 'branches' | 'merge' | 'rebase';
      readonly branches: readonly string[];
    }
  /** Nothing is different from what it is compared with. */
  | { readonly type: 'unchanged' }
  /** So many files changed, and none of those below the config's folder matches. */
  | {
      readonly type: 'unmatched';
      readonly changed: number;
      readonly governed: number;
      /** Those that match and are left out by `exclude`. */
      readonly excluded: readonly RepoPath[];
    }
  /** What changed and matches is gone, or is a link or a submodule, which no program is handed. */
  | { readonly type: 'nothing-to-hand'; readonly paths: readonly RepoPath[]; readonly areGone: boolean };

/** Where a plan left a task out, with all that it was decided by. */
export interface LeftOutOf {
  readonly task: Task;
  readonly tier: Tier;
  readonly reason: SkipReason;
  readonly snapshot: Snapshot;
  readonly circumstances: Circumstances;
  readonly skips: readonly Skip[];
}

/** Why a plan leaves a task out. */
export function whyLeftOut({ task, tier, reason, snapshot, circumstances, skips }: LeftOutOf): WhyNot {
  const unmet = unmetCondition(task, circumstances);
  const skip = skips.find((one) => one.task === task.name);
  if (reason === 'by-user' && skip !== undefined) return { type: 'skipped', by: skip.by, reason: skip.reason };
  if (reason === 'when' && unmet !== undefined) return { type: 'condition', unmet, branches: circumstances.branches };
  if (snapshot.changed.size === 0) return { type: 'unchanged' };
  const { changed } = governedPaths(tier, snapshot);
  const paths = matching(task.files, changed);
  if (paths.length > 0) {
    return { type: 'nothing-to-hand', paths, areGone: paths.every((path) => !snapshot.tree.has(path)) };
  }
  const excluded = matching({ ...task.files, exclude: [] }, changed);
  return { type: 'unmatched', changed: snapshot.changed.size, governed: changed.length, excluded };
}

/** Whether a task would be about a path if its `exclude` were not there. The path is as seen from the config's folder. */
export function isExcluded({ files }: Pick<Task, 'files'>, inside: RepoPath): boolean {
  return !pathTest(files)(inside) && pathTest({ ...files, exclude: [] })(inside);
}
