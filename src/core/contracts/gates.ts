import type { CoverageReport } from '../coverage.ts';
import type { RepoPath, Snapshot } from '../files.ts';
import type { Finding } from '../outcome.ts';
import type { GateLine } from '../record.ts';
import type { Schema, SchemaLibrary } from './schema.ts';

/** A measurement that a task of the tier left, or why there is none. */
export type Evidence =
  | {
      readonly task: string;
      readonly status: 'measured';
      readonly reports: readonly CoverageReport[];
      readonly partial: boolean;
    }
  | { readonly task: string; readonly status: 'broken'; readonly message: string }
  /** The task did not run: nothing changed for it, or somebody skipped it. */
  | { readonly task: string; readonly status: 'skipped'; readonly reason: string };

/** Lines added or modified on the new side, by path. */
export type ChangedLines = ReadonlyMap<RepoPath, readonly number[]>;

/** What a gate may know and ask. */
export interface GateContext {
  /** Folder of the config that the gate stands in. */
  readonly root: RepoPath;
  /** The repository's folder on disk while the tasks ran, links in it followed: absolute, for absolute paths of reports. */
  readonly directory: string;
  readonly snapshot: Snapshot;
  readonly evidence: readonly Evidence[];
  /** Rejects with an `Error` that names the ref and the command that helps when there is no merge base. `since` is for people. */
  changedLines(
    base: string | undefined,
  ): Promise<{ readonly lines: ChangedLines; readonly base: string; readonly since: string }>;
  /** Text of a file of the snapshot. */
  read(path: RepoPath): Promise<string>;
  /** Compiles a glob into a test for paths relative to the folder that the glob was written for. */
  globTest(glob: string): (path: string) => boolean;
}

/** What a gate says. `extra` goes into the record's entry as it is. */
export interface GateVerdict {
  readonly status: 'passed' | 'failed' | 'broken' | 'skipped';
  readonly findings: readonly Finding[];
  readonly summary: readonly GateLine[];
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** An entry of `src/gates`. Runs no program and reads no clock. */
export interface Gate {
  readonly summary: string;
  /** Schema of what stands under its name in `gates`. */
  policy(z: SchemaLibrary): Schema;
  judge(policy: Readonly<Record<string, unknown>>, context: GateContext): Promise<GateVerdict>;
}
