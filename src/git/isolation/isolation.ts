import type { Captured } from '../commits/captured.ts';
import type { GitPlace } from '../git.ts';
import type { Repository } from '../repository.ts';
import type { Exposure } from './plan-hiding.ts';

/** What is to be isolated. */
export interface Isolation {
  readonly place: GitPlace;
  readonly repository: Repository;
  /** What git is about to commit. */
  readonly captured: Captured;
  readonly exposure: Exposure;
  /** ISO 8601 start of the run. */
  readonly startedAt: string;
  readonly pid: number;
}
