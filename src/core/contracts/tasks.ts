import type { FileSet, RepoPath, Snapshot } from '../files.ts';
import type { CommandLine, Scope } from '../task.ts';
import type { AffectedCommands } from './affected-tests.ts';
import type { Detection, RepositoryFacts } from './detection.ts';
import type { FoundObject, Hosting, UnknownFile } from './hosting.ts';
import type { JudgeContext, Judgment, ProgramExit } from './judgment.ts';
import type { Options, Schema, SchemaLibrary } from './schema.ts';
import type { ExtractStore } from './stores.ts';
import type { Web } from './web.ts';

/** What every kind says of itself. */
interface KindBase {
  /** One line for people. */
  readonly summary: string;
  /** Schema of what stands under `options` in the config; `args` (appended arguments) is added for every tool. */
  options?(z: SchemaLibrary): Readonly<Record<string, Schema>>;
  /** Globs of the files it is about when the config names none. */
  readonly files: readonly string[];
  /** Globs of files that its options name, which it is about besides those, or besides what the config names. */
  alsoAbout?(options: Options): readonly string[];
  readonly scope: Scope;
  /** Globs of files its outcome also depends on: config, ignore files, lock files. */
  readonly inputs: readonly string[];
  /** Names of environment variables that its options lead to: it sees them, and its outcome does not depend on them. */
  passEnv?(options: Options): readonly string[];
  /** Whether and why a repository wants this task. Undefined: not at all, and nothing to say. */
  detect?(repository: RepositoryFacts): Detection | undefined;
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

/** What a project's own settings of a tool are, for a kind that has to know them. */
export interface ToolSettings {
  readonly options: Options;
  /** What its inputs match and what these name, with their texts. */
  readonly configs: ReadonlyMap<RepoPath, string>;
  /** Whether these are all: not where one is ignored by git, too large to be read, or lies above the repository. */
  readonly isWhole: boolean;
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
  /**
   * Whether the checking commands write to nothing but a cache of their own: then they may be started beside a fixer of the
   * same files, and count if it has changed none. Absent: they may not.
   */
  onlyLooks?(options: Options): boolean;
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
  /** How it runs only the tests that changed files lead to; undefined where these options ask for all. For `project` scope. */
  affected?(options: Options): AffectedCommands | undefined;
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
  /** A test for paths by globs of the options, which are about files below the folder of the config. */
  pathTest(globs: readonly string[]): Promise<(path: RepoPath) => boolean>;
  /** Contents of files of the snapshot by path, read from git's object store in one call. Links yield their target, submodules are left out. */
  read(paths: readonly RepoPath[]): Promise<ReadonlyMap<RepoPath, Uint8Array>>;
  /** Contents by blob id: for `before`. */
  readBlobs(ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** The same, one after the other as git has them, so that never all of them are in memory. */
  streamBlobs(ids: readonly string[]): AsyncIterable<readonly [id: string, content: Uint8Array]>;
  /**
   * What the kind keeps of contents from run to run. `form`: what reads it, in which version; another finds nothing. What cannot
   * be kept is lost without a word, and so is everything where nothing is to be remembered.
   */
  extracts(form: string): ExtractStore;
  /** Where the repository is shown. It is no matter of these files: a pass that rests on it is not `lasting`. */
  hosting(): Promise<Hosting>;
  /** The objects that git has here among those with these names, such as `v1.0:docs/a.md`; nothing is fetched. Not `lasting` either. */
  find(names: readonly string[]): Promise<ReadonlyMap<string, FoundObject>>;
  /** Those of these paths, which the snapshot does not have, that the user has on disk all the same. Not `lasting` either. */
  unknown(paths: readonly RepoPath[]): Promise<ReadonlyMap<RepoPath, UnknownFile>>;
  /** Opens the web. What is asked there is true for a time and not for these files: a pass that rests on it is not `lasting`. */
  web(): Promise<Web>;
}

/** An entry of `src/tasks` that works in our process, on the snapshot and not on the disk. */
export interface InspectionKind extends KindBase {
  readonly type: 'inspection';
  /**
   * `files`: what the task is about in this run (for `project` scope: all of them).
   * Rejects only when the check could not be made.
   */
  inspect(files: readonly RepoPath[], options: Options, tools: Tools): Promise<Judgment>;
  /** New contents of those of the files that it can mend, as git is to keep them. Asked for by hand, and in runs by `mends`. */
  fix?(files: readonly RepoPath[], options: Options, tools: Tools): Promise<ReadonlyMap<RepoPath, Uint8Array>>;
  /**
   * Whether a run that may write lets it mend what it is handed before it looks: the documents of a commit, at a commit.
   * Absent: never.
   */
  mends?(options: Options): boolean;
}

/** An entry of `src/tasks`. Its file's name is what `uses` says. */
export type TaskKind = ToolKind | InspectionKind;
