import type { PathPattern } from './globs.ts';

/** How a task runs no more tests than changed files lead to. Globs are relative to the task's root. */
export interface AffectedTests {
  /** Commands in place of those that run all; `{changed}` stands for the files that changed, and the tests that always run. */
  readonly check: readonly (readonly string[])[];
  /** Files whose importers the tool knows. Of any other that changes it is not known which tests read it. */
  readonly sources: PathPattern;
  /** Tests that run whatever changed. */
  readonly always: PathPattern;
}
