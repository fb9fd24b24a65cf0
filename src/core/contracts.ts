import type * as z from 'zod/mini';
import type { CoverageReport } from './coverage.ts';
import type { FileEntry, FileSet, RepoPath, Snapshot } from './files.ts';
import type { Finding } from './outcome.ts';
import type { OutputFile } from './outputs.ts';
import type { GateLine, RunRecord } from './record.ts';
import type { CommandLine, Scope } from './task.ts';

// ---- tasks -----------------------------------------------------------------------------------------------------

/** The schema library, handed to entries so that it is loaded only when a config is read for the first time. */
export type SchemaLibrary = typeof z;
/** A schema made with it: what the config is checked against, and what `schema.json` is generated from. */
export type Schema = z.ZodMiniType;

/** Options as the user wrote them, already checked against the kind's shapes. */
export type Options = Readonly<Record<string, unknown>>;

/** What every kind says of itself. */
interface KindBase {
  /** One line for people. */
  readonly summary: string;
  /** Schema of what stands under `options` in the config; `args` (appended arguments) is added for every tool. */
  options?(z: SchemaLibrary): Readonly<Record<string, Schema>>;
  /** Globs of the files it is about when the config names none. */
  readonly files: readonly string[];
  readonly scope: Scope;
  /** Globs of files its outcome also depends on: config, ignore files, lock files. */
  readonly inputs: readonly string[];
  /** Whether and why a repository wants this task. Undefined: not at all, and nothing to say. */
  detect?(repository: RepositoryFacts): Detection | undefined;
}

/** Where a kind belongs when the config is written: at the commit or at the push. */
export type Pace = 'fast' | 'thorough';

/** What `init` does with a kind. */
export type Detection =
  | {
      readonly found: true;
      readonly pace: Pace;
      /** Why it was chosen, as in "eslint.config.js". */
      readonly because: string;
      /** Keys of the task besides `uses`. */
      readonly task?: Readonly<Record<string, unknown>>;
      /** Gates that this task feeds. */
      readonly gates?: Readonly<Record<string, unknown>>;
      /** What could not be switched on, and the command that would allow it. */
      readonly note?: string;
    }
  /** Half there: says what is missing. */
  | { readonly found: false; readonly note: string };

/** What is known of a repository before it has a config. Paths are relative to the folder of the config to be. */
export interface RepositoryFacts {
  /** Every tracked file, and every untracked one that is not ignored. */
  readonly files: ReadonlySet<RepoPath>;
  /** Text of a file, or undefined when there is none. */
  read(path: RepoPath): string | undefined;
  /** Names in `dependencies`, `devDependencies` and `peerDependencies` of package.json. */
  readonly nodePackages: ReadonlySet<string>;
  /** Normalized names that pyproject.toml or requirements files mention, or that are installed in the environment. */
  readonly pythonPackages: ReadonlySet<string>;
}

/** A program that a kind starts, and how a person gets it. */
export interface ToolIdentity {
  /** Name of the executable. */
  readonly program: string;
  /** Which folders it is looked for in first: node_modules/.bin, or a Python environment. */
  readonly ecosystem: 'node' | 'python';
  /** Name of its package. */
  readonly package: string;
}

/** How a program ended. Standard output and error are decoded as UTF-8. */
export interface ProgramExit {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a kind needs to know to read a tool's output. */
export interface JudgeContext {
  /** Files handed over, relative to the repository's root. */
  readonly files: readonly RepoPath[];
  /** Whether it was the fixing command. */
  readonly fixing: boolean;
  readonly options: Options;
  /** Turns a path of the tool's output (absolute, or relative to where it ran) into one relative to the root. */
  toRepoPath(path: string): RepoPath | undefined;
}

/** A check that found nothing to refuse for. */
export interface Approval {
  readonly status: 'passed';
  readonly findings?: readonly Finding[];
  /** Set when the same files could fail after another change: such a pass is not remembered. */
  readonly lasting?: false;
}

/** What a program's end means. */
export type Judgment =
  | Approval
  | {
      readonly status: 'failed';
      readonly findings: readonly Finding[];
      /** Shown where no finding could be read. */
      readonly output?: string;
      /** Whether every file handed over that no error finding names has passed: true for linters with a machine format. */
      readonly othersPassed?: boolean;
    }
  | { readonly status: 'broken'; readonly message: string; readonly output?: string }
  /** There was nothing for it to look at. */
  | { readonly status: 'skipped'; readonly detail: string };

/** What a project's own settings of a tool are, for a kind that has to know them. */
export interface ToolSettings {
  readonly options: Options;
  /** What its inputs match and what these name, with their texts. */
  readonly configs: ReadonlyMap<RepoPath, string>;
  /** Starts a program where the task would, with its variables. `files` are for `{files}`. Rejects where it does not end by itself. */
  run(command: CommandLine, files: readonly RepoPath[]): Promise<ProgramExit>;
}

/** An entry of `src/tasks` that starts a program: a preset. */
export interface ToolKind extends KindBase {
  readonly type: 'tool';
  readonly tool: ToolIdentity;
  /**
   * The checking commands; none when it can only rewrite. The first word is the program. `{files}` stands for the files,
   * `{scratch}` for an empty private folder, `{node}` for the Node that runs us, `{lattice}` for the folder of our entries.
   */
  check(options: Options): readonly CommandLine[];
  /** The commands that also rewrite; absent when the tool cannot. */
  fix?(options: Options): readonly CommandLine[];
  /** Names of its configs, for a tool that also takes them from folders above the repository where there is none at its top. */
  readonly above?: readonly string[];
  /** For `file` scope: that in some projects the outcome for a file depends on other files. */
  readonly reach?: {
    /** Globs of files that it then also depends on, besides all those that it is about. */
    readonly inputs: readonly string[];
    /**
     * The scope in this project. Asked once for each state of the inputs and of what is installed, and never while a hook
     * only recalls. Where it rejects, it is `project`.
     */
    scopeIn(settings: ToolSettings): Promise<Scope>;
  };
  /** Variables that its commands are started with, unless the task hands over its own of that name; may hold `{scratch}`. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Coverage reports that it leaves behind; may hold `{scratch}`. */
  coverage?(options: Options): readonly string[];
  /** Pure: the exit-code map and the reader of its output. */
  judge(exit: ProgramExit, context: JudgeContext): Judgment;
}

/** What a kind that works in our process may do to the world. */
export interface Tools {
  readonly snapshot: Snapshot;
  /** What the same paths were before the change: HEAD's files at a commit. Empty where there is nothing to compare with. */
  readonly before: FileSet;
  /** Fires on timeout and when the run is interrupted. */
  readonly signal: AbortSignal;
  /** Contents of files of the snapshot by path, read from git's object store in one call. Links yield their target, submodules are left out. */
  read(paths: readonly RepoPath[]): Promise<ReadonlyMap<RepoPath, Uint8Array>>;
  /** Contents by blob id: for `before`. */
  readBlobs(ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
}

/** An entry of `src/tasks` that works in our process, on the snapshot and not on the disk. */
export interface InspectionKind extends KindBase {
  readonly type: 'inspection';
  /**
   * `files`: what the task is about in this run (for `project` scope: all of them).
   * Rejects only when the check could not be made.
   */
  inspect(files: readonly RepoPath[], options: Options, tools: Tools): Promise<Judgment>;
}

/** An entry of `src/tasks`. Its file's name is what `uses` says. */
export type TaskKind = ToolKind | InspectionKind;

// ---- reports, stores -------------------------------------------------------------------------------------------

/** An entry of `src/reports`. Pure: a record in, a text that ends in a newline out. */
export interface ReportFormat {
  readonly summary: string;
  render(records: readonly RunRecord[], style: ReportStyle): string;
}

/** What a text report may use. */
export interface ReportStyle {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Whether a window ends there, which breaks longer lines anywhere; a file, a log or a pipe does not. Absent: none does. */
  readonly isWindow?: boolean;
  /** Whether somebody asked for it, who is also told that there is nothing to tell. A hook speaks unasked. */
  readonly asked?: boolean;
}

/** What is remembered with a pass. Plain JSON. Failures are never stored. */
export interface StoredPass {
  readonly findings: readonly Finding[];
  readonly coverage?: readonly CoverageReport[];
  /** Files that the task left behind; absent for a task that is not asked for any. */
  readonly outputs?: readonly OutputFile[];
}

/** Remembers passes and fixes. May reject: the engine takes a rejection for a miss and tells the user once. */
export interface PassStore {
  readonly name: string;
  /** The passes among the keys. */
  recall(keys: readonly string[]): Promise<ReadonlyMap<string, StoredPass>>;
  remember(passes: ReadonlyMap<string, StoredPass>): Promise<void>;
  /** The fixes among the keys, which are no keys of passes: what a file holds once it is fixed. */
  recallFixes(keys: readonly string[]): Promise<ReadonlyMap<string, FileEntry>>;
  rememberFixes(fixes: ReadonlyMap<string, FileEntry>): Promise<void>;
}

/** Keeps contents of files that passes bring back. What no pass names goes with the passes that were remembered with it. */
export interface ContentStore {
  /** Keeps bytes under the name that `contentName` gives them. */
  keep(bytes: Uint8Array): Promise<void>;
  /** The bytes of that name; undefined when they are gone, or are not what was kept. */
  read(name: string): Promise<Uint8Array | undefined>;
}

/** An entry of `src/stores`. */
export interface StoreKind {
  readonly summary: string;
  /** `folder`: absolute; made when first written. */
  open(folder: string): PassStore;
  /** The contents in the same folder. */
  openContents(folder: string): ContentStore;
  /** How much is remembered there. A folder that is not there holds nothing. */
  measure(folder: string): Promise<StoreSize>;
  /** Forgets what has not been asked for in a long time, and what was left over. */
  prune(folder: string): Promise<void>;
  /** Forgets everything. */
  clear(folder: string): Promise<void>;
}

/** What a store holds: different passes, and the bytes that they take. */
export interface StoreSize {
  readonly passes: number;
  readonly bytes: number;
}

// ---- coverage, gates -------------------------------------------------------------------------------------------

/** An entry of `src/coverage`. Pure: text in, counts out. */
export interface CoverageFormat {
  readonly summary: string;
  /** By content, never by name. Cheap: looks at the beginning. */
  recognizes(text: string): boolean;
  /** Throws an `Error` whose message says what is wrong when the text is cut short or not of the form. */
  parse(text: string): Omit<CoverageReport, 'format'>;
}

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
