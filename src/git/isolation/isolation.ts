import type { FileSet } from '../../core/files.ts';
import type { GitPlace } from '../git.ts';
import type { Repository } from '../repository.ts';
import type { Exposure } from './plan-hiding.ts';

/** What is to be isolated. */
export interface Isolation {
  readonly place: GitPlace;
  readonly repository: Repository;
  /** What git is about to commit. */
  readonly index: FileSet;
  readonly exposure: Exposure;
  /** ISO 8601 start of the run. */
  readonly startedAt: string;
  readonly pid: number;
}

/** What the work came to. */
export interface Verdict {
  readonly accepted: boolean;
  /** Files that fixers rewrote, with what they hold now. */
  readonly fixes: FileSet;
}

/** What became of it. */
export interface Aftermath {
  /** Reasons to refuse that only came up here. */
  readonly refusals: readonly string[];
  /** Things a person should know. */
  readonly notes: readonly string[];
}
