import type { RepoPath } from './files.ts';
import type { Difference } from './memory/key-details.ts';
import type { Origin } from './memory/origin.ts';

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
