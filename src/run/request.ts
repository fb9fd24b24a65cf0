import type { Skip } from '../core/record.ts';

/** Which state of the repository a run is about. */
export type Selection =
  /** The index, compared with HEAD, in isolation. */
  | { readonly type: 'staged' }
  /** The files on disk: what differs from HEAD. */
  | { readonly type: 'worktree' }
  /** The files on disk, all of them. */
  | { readonly type: 'all' }
  /** These files on disk, relative to the root. */
  | { readonly type: 'files'; readonly files: readonly string[] }
  /** One commit, and what it changed since its merge base with another. */
  | { readonly type: 'range'; readonly from: string; readonly to: string };

/** What is asked of a run, from the command line or by a hook. */
export interface RunRequest {
  /** The tier or trigger to run. */
  readonly name: string;
  readonly selection: Selection;
  /** Whether git called us. */
  readonly byHook: boolean;
  /** Whether fixing commands may be used. */
  readonly fixing: boolean;
  /** Names of tasks and gates; undefined: all. */
  readonly only?: readonly string[];
  readonly skips: readonly Skip[];
  readonly hookArguments: readonly string[];
  /** What git wrote to the hook; absent where it wrote nothing, or was not asked. */
  readonly hookInput?: Uint8Array;
  readonly useCache: boolean;
  readonly failFast: boolean;
  /** Programs at once; undefined: as many as cores. */
  readonly jobs?: number;
}
