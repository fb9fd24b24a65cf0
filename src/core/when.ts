import type { PathPattern } from './globs.ts';

/** Conditions of a task. */
export interface When {
  /** For names of branches. */
  readonly branches?: PathPattern;
  readonly not?: readonly ('merge' | 'rebase')[];
}
