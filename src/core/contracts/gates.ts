import type { CoverageReport } from '../coverage/report.ts';
import type { RepoPath, Snapshot } from '../files.ts';
import type { Finding } from '../outcome.ts';
import type { GateLine } from '../record.ts';
import type { Scan, ScanInput, Unscanned } from '../scan.ts';
import type { Schema, SchemaLibrary } from './schema.ts';

/** A measurement that a task of the tier left, or why there is none. */
export type Evidence =
  | {
      readonly task: string;
      readonly status: 'measured';
      readonly reports: readonly CoverageReport[];
      readonly partial: boolean;
      /** Where only tests ran that these changed files lead to: each of them has to be in a report, of which there may be none. */
      readonly affectedBy?: readonly RepoPath[];
    }
  | { readonly task: string; readonly status: 'broken'; readonly message: string }
  /** The task did not run: nothing changed for it, or somebody skipped it. */
  | { readonly task: string; readonly status: 'skipped'; readonly reason: string };

/** What a task of the tier that may leave findings reports has left. */
export interface ScanEvidence {
  readonly task: string;
  /** What it may leave. */
  readonly inputs: readonly ScanInput[];
  readonly result:
    | {
        readonly status: 'scanned';
        readonly scans: readonly Scan[];
        /** Reports that are no good, unless another task has left them. */
        readonly unscanned: readonly Unscanned[];
      }
    | { readonly status: 'broken'; readonly message: string }
    | { readonly status: 'skipped'; readonly reason: string };
}

/** What the tasks of a tier left for a gate: of the two, what it judges. */
export interface GateEvidence {
  readonly evidence: readonly Evidence[];
  readonly scans: readonly ScanEvidence[];
}

/** Lines added or modified on the new side, by path: none of a file that is binary or has only lost some. */
export type ChangedLines = ReadonlyMap<RepoPath, readonly number[]>;

/** What a gate may know and ask. */
export interface GateContext extends GateEvidence {
  /** Name of the tier that the gate stands in. */
  readonly tier: string;
  /** Folder of the config that the gate stands in. */
  readonly root: RepoPath;
  /** The repository's folder on disk while the tasks ran, links in it followed: absolute, for absolute paths of reports. */
  readonly directory: string;
  readonly snapshot: Snapshot;
  /** The day on which the run began, UTC: `2026-11-22`. */
  readonly today: string;
  /** Rejects with an `Error` that names the ref and the command that helps when there is no merge base. `since` is for people. */
  changedLines(
    base: string | undefined,
  ): Promise<{ readonly lines: ChangedLines; readonly base: string; readonly since: string }>;
  /**
   * Text of a file as the merge base has it, undefined where that has none. Rejects as `changedLines` does, and with an
   * `Error` where git lacks the text.
   */
  readAtBase(
    base: string | undefined,
    path: RepoPath,
  ): Promise<{ readonly text: string | undefined; readonly base: string; readonly since: string }>;
  /** Files that lie on disk where a path or glob of the config leads, relative to the repository; none in `{scratch}`. */
  reportsAt(pattern: string): Promise<readonly RepoPath[]>;
  /** Text of a file of the snapshot. */
  read(path: RepoPath): Promise<string>;
  /** Compiles a glob into a test for paths relative to the folder that it was written for. Throws an `Error` for one that could take for ever. */
  globTest(glob: string): (path: string) => boolean;
}

/** What a gate says. `extra` goes into the record's entry as it is. */
export interface GateVerdict {
  readonly status: 'passed' | 'failed' | 'broken' | 'skipped';
  readonly findings: readonly Finding[];
  readonly summary: readonly GateLine[];
  readonly extra?: Readonly<Record<string, unknown>>;
  /** A file of the gate's own that is to be kept up to date, by a run that may write and is accepted. */
  readonly upkeep?: Upkeep;
}

/** How a file is brought up to date. */
export interface Upkeep {
  readonly path: RepoPath;
  /**
   * What is to be written: `present` is what stands there now, undefined where nothing does. Undefined where that may stay.
   * Throws an `Error` that says what is wrong with it where nothing can be made of it.
   */
  revise(present: string | undefined): string | undefined;
}

/** A change that every policy of a gate refuses unless it refuses nothing. */
export interface BadSample {
  /** What the tasks of the tier left. */
  readonly evidence: GateEvidence;
  readonly changed: ChangedLines;
  /** The files that there are, with their texts. */
  readonly files: ReadonlyMap<RepoPath, string>;
  /** Those of the merge base; none where it is absent. */
  readonly before?: ReadonlyMap<RepoPath, string>;
}

/** A findings report that a gate judges. */
export interface ReportWish {
  /** A path or glob, relative to the config; may begin with `{scratch}`. */
  readonly path: string;
  /** Whose it is, where the config says so. */
  readonly tool?: string;
}

/** A glob of a policy. */
export interface PolicyGlob {
  /** Where it stands in the policy. */
  readonly at: readonly (string | number)[];
  readonly glob: string;
  /** `files`: it names files below the config's folder; `anything`: reports that may lie above it, rules of a tool, paths. */
  readonly about: 'files' | 'anything';
}

/** An entry of `src/gates`. Runs no program and reads no clock. */
export interface Gate {
  readonly summary: string;
  /** Schema of what stands under its name in `gates`. */
  policy(z: SchemaLibrary): Schema;
  /** All globs of a policy. A config with one that cannot be used is refused. */
  globs?(policy: Readonly<Record<string, unknown>>): readonly PolicyGlob[];
  /** Findings reports that it judges: paths or globs, relative to the config. Absent: it judges coverage. */
  reports?(policy: Readonly<Record<string, unknown>>): readonly ReportWish[];
  judge(policy: Readonly<Record<string, unknown>>, context: GateContext): Promise<GateVerdict>;
  /** Files that it judges by, and that are to be committed. `root`: folder of the config. Absent: none. */
  keeps?(policy: Readonly<Record<string, unknown>>, root: RepoPath): readonly RepoPath[];
  /** What it refuses by any policy that refuses anything. `root`: folder of the config. */
  badSample?(policy: Readonly<Record<string, unknown>>, root: RepoPath): BadSample;
}
