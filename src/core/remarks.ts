import type { RepoPath } from './files.ts';

// What a record says besides how checks and gates ended.

/** A line that a finding is about, as it was judged. */
export interface SourceLine {
  readonly file: RepoPath;
  /** Counted from 1. */
  readonly line: number;
  /** Without its end. */
  readonly text: string;
}

/** A tier that took longer than it should. Times are milliseconds. */
export interface OverBudget {
  readonly tier: string;
  readonly budgetMs: number;
  readonly tookMs: number;
  /** The tasks that took the time, the slowest first. */
  readonly tasks: readonly {
    readonly task: string;
    /** Folder of its config, where it is not the root. */
    readonly root?: RepoPath;
    /** Durations of the latest looks, this one last; at most ten. */
    readonly latestMs: readonly number[];
  }[];
  /** A tier that runs at another time and may take longer; absent where there is none. */
  readonly roomier?: string;
}
