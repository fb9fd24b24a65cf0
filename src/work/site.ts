import type { ExtractStore } from '../core/contracts/stores.ts';
import type { Web } from '../core/contracts/web.ts';
import type { FileSet, Snapshot } from '../core/files.ts';
import type { GitPlace } from '../git/git.ts';

/** Where work is done and what it may know. Paths are absolute. */
export interface Site {
  /** The folder that tasks see as the repository's root: the worktree, or a private checkout. */
  readonly directory: string;
  /** Whether what is installed in it is linked from the worktree. */
  readonly isBorrowing?: boolean;
  /** For reading objects; its `cwd` is the worktree. */
  readonly place: GitPlace;
  /** The git directory of the worktree. */
  readonly gitDir: string;
  /** The variables that tasks choose from. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The Node that runs us. */
  readonly node: string;
  /** Folder of this package's own entries, where `main.js` lies: what `{lattice}` stands for in a kind's commands. */
  readonly entries: string;
  readonly snapshot: Snapshot;
  readonly before: FileSet;
  readonly hookArguments: readonly string[];
  /** What git wrote to the hook, for commands that ask for it. */
  readonly hookInput?: Uint8Array;
  /** Folder for the whole output of tasks that fail: below the git directory, as output may hold secrets. */
  readonly logs: string;
  /** Folder in which scratch folders are made. */
  readonly temporary: string;
  /** What a kind keeps of contents, by its name and the form of what it keeps; absent where nothing is remembered. */
  readonly extracts?: (kind: string, form: string) => ExtractStore;
  /** Opens the web for a task that sees these variables. */
  readonly openWeb: (variables: Readonly<Record<string, string>>) => Promise<Web>;
  /** Compiles a glob; the library comes when it is first asked. */
  readonly globTest: (glob: string) => Promise<(text: string) => boolean>;
  /**
   * Called with the id of each process group that is started; what it returns is called when the group has ended.
   * Lets a journal know which groups a killed run has left behind.
   */
  readonly watchGroup?: (group: number) => () => void;
}
