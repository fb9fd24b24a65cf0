import type { GateEvidence, GateVerdict } from './contracts/gates.ts';
import type { PassStore } from './contracts/stores.ts';
import type { FileEntry, FileSet, RepoPath } from './files.ts';
import type { Refuted } from './memory/audit.ts';
import type { ToolEnvironment } from './memory/fingerprint.ts';
import type { Remembered } from './memory/origin.ts';
import type { Outcome } from './outcome.ts';
import type { OutputFile } from './outputs.ts';
import type { Check, Plan } from './plan.ts';
import type { CheckRecord, RunRecord } from './record.ts';
import type { Unscanned } from './scan.ts';
import type { SharedResults } from './shared/results.ts';
import type { Task, Tier } from './task.ts';
import type { TestChoice } from './test-choice.ts';

/** Everything the engine needs from outside. `run/perform.ts` fills it; tests pass fakes. */
export interface Ports {
  /** Where passes are remembered; undefined with `--no-cache`. */
  readonly store: PassStore | undefined;
  readonly tell: (event: RunEvent) => void;
  /** What a task's key depends on besides files. */
  readonly environmentOf: (task: Task) => Promise<ToolEnvironment>;
  /** Told of what was remembered; absent where nobody wants to know. */
  readonly remembered?: (remembered: Remembered) => void;
  /** Whether a pass that is remembered under the key is looked at again in this run; absent where none is. Answers the same each time. */
  readonly isDrawn?: (task: Task, key: string) => boolean;
  /** Told of passes that were none, looked at again: all that is remembered of the task is to be forgotten. */
  readonly refuted?: (refuted: Refuted) => Promise<void>;
  /** Runs a check on some of its files to its end. Never rejects for what the task does. */
  readonly execute: (work: Work) => Promise<WorkResult>;
  /** Identity of each file on disk that changes whenever somebody writes to it; absent for what is not there. */
  readonly stamp: (paths: readonly RepoPath[]) => ReadonlyMap<RepoPath, string>;
  /** Contents as they are on disk now, by git's rules; their blobs are kept in git's object store. */
  readonly hashFiles: (paths: readonly RepoPath[]) => Promise<FileSet>;
  /**
   * Those of the files that hold other bytes on disk than git would write there for their blobs, such as other ends of
   * lines. `tree`: what git calls them, which they are by its rules.
   */
  readonly unlikeCheckout: (paths: readonly RepoPath[], tree: FileSet) => Promise<ReadonlySet<RepoPath>>;
  /** Inputs of a task on disk beside these files, or above them, that git neither knows nor ignores, and that are not in its key. */
  readonly strayInputs: (task: Task, files: readonly RepoPath[]) => Promise<readonly RepoPath[]>;
  /** Copies the files; the returned function puts back those whose bytes differ by then. */
  readonly preserve: (paths: readonly RepoPath[]) => Promise<() => Promise<void>>;
  /**
   * Gives files the content of a fix, by git's rules, each only where it holds at this moment just what the fix was made of.
   * Returns the stamps of those that hold it: absent is also what git has thrown away.
   */
  readonly applyFixes: (fixes: readonly Fix[]) => Promise<ReadonlyMap<RepoPath, string>>;
  /** What tasks leave behind besides what they say. */
  readonly outputs: Outputs;
  /** What other machines have proven, opened when something is not remembered here; absent where nothing is shared. */
  readonly shared?: (() => Promise<SharedResults>) | undefined;
  /** Judges one gate of a tier. */
  readonly judge: (tier: Tier, gate: string, evidence: GateEvidence, tree: FileSet) => Promise<GateVerdict>;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  /** How many programs may run at once. */
  readonly jobs: number;
}

/** Files that tasks leave behind. */
export interface Outputs {
  /**
   * Looks at what stands in their place before a task runs. What it returns is called when the task has ended, and keeps
   * what it left; undefined when that cannot be brought back, which is told. `tree`: the files that are judged.
   */
  readonly watch: (task: Task) => Promise<KeepOutputs>;
  /**
   * Whether files stand as a pass of the task left them: what is missing is put back, and what another pass left is
   * removed. Nothing that anybody else may have written is touched. Never rejects.
   */
  readonly bringBack: (task: Task, outputs: readonly OutputFile[], tree: FileSet) => Promise<boolean>;
}

/** Keeps what a task left where it passed as a whole; else notes what is there now. */
export type KeepOutputs = (passed: boolean, tree: FileSet) => Promise<readonly OutputFile[] | undefined>;

/** What a fixer has made of a file. */
export interface Fix {
  readonly path: RepoPath;
  readonly from: FileEntry;
  readonly to: FileEntry;
}

/** One program to run, or one look of a kind that works in our process. */
export interface Work {
  readonly check: Check;
  /** Some or all of the check's files. */
  readonly files: readonly RepoPath[];
  /** What every file holds at this moment of the run: fixes that came before are in it. */
  readonly tree: FileSet;
  /** Whether to use the fixing commands. */
  readonly fixing: boolean;
  readonly signal: AbortSignal;
}

/** How a piece of work ended. */
export interface WorkResult {
  readonly outcome: Outcome;
  /** The first command as it was run. */
  readonly command?: readonly string[];
  /** Files that passed although others failed. */
  readonly alsoPassed?: readonly RepoPath[];
  /** Set where the tool could not tell which tests are affected, and all were run. */
  readonly tests?: TestChoice;
  /** Why there is no measurement although the task should leave one. */
  readonly unmeasured?: string;
  /** Findings reports that it should have left, or that somebody else must have written. */
  readonly unscanned?: readonly Unscanned[];
}

/** What happens during a run, told to whoever shows it. */
export type RunEvent =
  | { readonly type: 'planned'; readonly plan: Plan }
  | { readonly type: 'started'; readonly task: Task }
  | { readonly type: 'finished'; readonly task: Task; readonly check: CheckRecord }
  /** Something that a person should know and that stops nothing. */
  | { readonly type: 'notice'; readonly message: string }
  | { readonly type: 'done'; readonly record: RunRecord };

/** What is not on disk as the tree has it, all the time: git was told not to look at it, or it is of another repository. */
export interface UnseenFiles {
  /** They hold something else. */
  readonly edited: ReadonlySet<RepoPath>;
  /** They are not there, as in a sparse checkout. */
  readonly absent: ReadonlySet<RepoPath>;
  /** Submodules that hold something else than the commit that they are to be at. */
  readonly submodules: ReadonlySet<RepoPath>;
}

/** What the work inside the bracket of isolation came to. */
export interface Verdict {
  readonly accepted: boolean;
  /** Files that fixers rewrote, with what they hold now. */
  readonly fixes: FileSet;
  /** Names of the tasks that ran, each once: what is found afterwards is told of them. */
  readonly ran: readonly string[];
}

/** What became of it once hidden work was back. */
export interface Aftermath {
  /** Reasons to refuse that belong to no check. */
  readonly refusals: readonly string[];
  /** Things that a person should know. */
  readonly notes: readonly string[];
}
