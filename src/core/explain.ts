import { type Circumstances, unmetCondition } from './conditions.ts';
import { type FileSet, isRegular, type RepoPath, type Snapshot } from './files.ts';
import { pathTest, relativeTo } from './globs.ts';
import { governedPaths, matching } from './governed.ts';
import type { Difference } from './key-details.ts';
import type { Origin } from './origin.ts';
import type { SkipReason } from './outcome.ts';
import type { Check } from './plan.ts';
import type { Skip } from './record.ts';
import type { Task, Tier } from './task.ts';

/** What a task is explained by: what the next commit or push would judge, or what a run by hand would. */
export type Viewpoint = 'staged' | 'push' | 'worktree' | 'all';

/** What is known of one file, or of a whole check, which then names none. */
export interface Standing {
  readonly file?: RepoPath;
  readonly remembered: boolean;
  /** Whether a fix of it is remembered, so that no program has to be started to make it. */
  readonly fixKnown?: true;
  /** Where the pass came from, or else the one that has most in common; undefined: none is noted. */
  readonly origin?: Origin;
  /** In what the present differs from that. */
  readonly differences: readonly Difference[];
}

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
  | { readonly type: 'unmatched'; readonly changed: number; readonly governed: number }
  /** What changed and matches is gone, or is a link or a submodule, which no program is handed. */
  | { readonly type: 'nothing-to-hand'; readonly paths: readonly RepoPath[] };

/** What a file is to a task. */
export type FileRole =
  /** It is handed over, or judged with all others. */
  | 'judged'
  /** It matches, and did not change. */
  | 'unchanged'
  /** It changed or not: it is an input, which every pass depends on. */
  | 'input'
  | 'unmatched'
  /** A config in a folder nearer to it governs it, or none. */
  | 'ungoverned'
  /** A link or a submodule. */
  | 'not-regular'
  /** Git does not know it: it is not there, or ignored, or not staged. */
  | 'unknown';

/** What is known of a task that could run. */
export interface Knowledge {
  readonly check: Check;
  readonly standings: readonly Standing[];
  /** Files, or whole checks, that are remembered, and all of them: `standings` may be fewer. */
  readonly remembered: number;
  readonly total: number;
  /** Commands as they would be started, with the files that are not remembered. Empty for a kind of ours. */
  readonly commands: readonly (readonly string[])[];
  readonly versions: Origin['versions'];
}

/** All there is to say of one task of a tier. */
export interface Explanation {
  readonly task: Task;
  readonly tier: Pick<Tier, 'name' | 'on'>;
  readonly viewpoint: Viewpoint;
  /** Undefined: it would run, or be recalled. */
  readonly whyNot?: WhyNot;
  /** Of the file that was asked for. */
  readonly file?: { readonly path: RepoPath; readonly role: FileRole };
  /** Undefined for a task that is left out, unless a file was asked for that it is about. */
  readonly knowledge?: Knowledge;
  /** Names of variables that it sees and no pass depends on. */
  readonly uncovered: readonly string[];
  /** How the last run of it here ended, where it did not pass. */
  readonly lastFailure?: { readonly status: 'failed' | 'broken'; readonly at: string };
  readonly notes: readonly string[];
}

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
  if (paths.length > 0) return { type: 'nothing-to-hand', paths };
  return { type: 'unmatched', changed: snapshot.changed.size, governed: changed.length };
}

/** What a file is to a task. `check`: the task's, where a plan has one; `inputs`: what its outcome depends on besides. */
export function roleOf(
  path: RepoPath,
  { task, tier, tree, inputs, check }: { task: Task; tier: Tier; tree: FileSet; inputs: FileSet; check?: Check },
): FileRole {
  const entry = tree.get(path);
  if (entry === undefined) return 'unknown';
  if (check?.files.includes(path) || check?.dependsOn.includes(path)) return 'judged';
  if (inputs.has(path)) return 'input';
  const inside = relativeTo(tier.root, path);
  if (inside === undefined || tier.nested.some((folder) => relativeTo(folder, path) !== undefined)) return 'ungoverned';
  if (!pathTest(task.files)(inside)) return 'unmatched';
  return isRegular(entry) ? 'unchanged' : 'not-regular';
}
