import type { CommandLine } from '../task.ts';

/** How a tool is told what changed, and which of that it can follow by its own knowledge of imports. */
export interface AffectedCommands {
  /**
   * In place of the checking commands. An argument that ends in `{changed}` stands for one per changed file, absolute: the
   * commands rest on no state of git. `{root}` is the repository's folder, `{runners}` ours of what test runners load.
   */
  readonly check: readonly CommandLine[];
  /** Further variables for these commands, as in `ToolKind`. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Globs of files whose importers the tool finds, and of those among them that may matter without being imported. */
  readonly sources: readonly string[];
  readonly exceptions: readonly string[];
  /** Globs of tests that run whatever changed. */
  readonly always: readonly string[];
}
