import type { RunEvent } from '../core/ports.ts';

/** Which state of the repository a run is about; as with `run`, and `worktree` where nothing is said. */
export type Subject =
  /** What differs from HEAD, on disk. */
  | 'worktree'
  /** What is staged, isolated from what is not. */
  | 'staged'
  /** All files, on disk. */
  | 'all'
  /** These files, and those below these folders; relative to `cwd`. */
  | { readonly files: readonly string[] }
  /** What a commit (`HEAD` where it is not named) changed since its common ancestor with another. */
  | { readonly from: string; readonly to?: string };

/** How a tier is run. Only `name` has to be given. */
export interface RunTierOptions {
  /** The tier, or the hook whose tiers are meant. */
  readonly name: string;
  /** A folder of the repository; that of the process where it is absent. */
  readonly cwd?: string;
  /** Variables that tasks are started with; those of the process where they are absent. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly subject?: Subject;
  /** These tasks and gates, and no others. */
  readonly only?: readonly string[];
  /** All but these tasks and gates. */
  readonly skip?: readonly string[];
  /** Why they are left out; kept in the record. */
  readonly reason?: string;
  /** Whether tasks may rewrite files. */
  readonly fix?: boolean;
  /** False: what is remembered is not used, and nothing is remembered. */
  readonly cache?: boolean;
  /** Whether the first failure stops everything. */
  readonly failFast?: boolean;
  /** Programs at once, from 1; as many as cores where it is absent. */
  readonly jobs?: number;
  /** What git hands to the hook. */
  readonly hookArguments?: readonly string[];
  /** Stops the run: what is hidden is put back, and what has not ended is `cancelled` in the record. */
  readonly signal?: AbortSignal;
  /** Told of what happens while it does. */
  readonly onEvent?: (event: RunEvent) => void;
  /** Told of what a person should know and what stops nothing, a sentence without its period each. */
  readonly onNotice?: (message: string) => void;
}
