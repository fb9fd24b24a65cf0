import type { FileSet, Snapshot } from '../core/files.ts';
import type { GitPlace } from '../git/git.ts';

/** Where work is done and what it may know. Paths are absolute. */
export interface Site {
  /** The folder that tasks see as the repository's root: the worktree, or a private checkout. */
  readonly directory: string;
  /** For reading objects; its `cwd` is the worktree. */
  readonly place: GitPlace;
  /** The variables that tasks choose from. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The Node that runs us. */
  readonly node: string;
  readonly snapshot: Snapshot;
  readonly before: FileSet;
  readonly hookArguments: readonly string[];
  /** Folder for the whole output of tasks that fail. */
  readonly logs: string;
  /** Folder in which scratch folders are made. */
  readonly temporary: string;
  readonly globTest: (glob: string) => (text: string) => boolean;
}
