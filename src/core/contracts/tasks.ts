import type { RepoPath, Viewed } from '../files.ts';
import type { CommandLine, Scope } from '../task.ts';
import type { AffectedCommands } from './affected-tests.ts';
import type { Detection, RepositoryFacts } from './detection.ts';
import type { JudgeContext, Judgment, ProgramExit } from './judgment.ts';
import type { OptionSchemas, Options, SchemaLibrary } from './schema.ts';
import type { ToolIdentity } from './tool-identity.ts';
import type { Tools } from './tools.ts';

/** What every kind says of itself. */
interface KindBase {
  /** One line for people. */
  readonly summary: string;
  /** Schema of what stands under `options` in the config; `args` (appended arguments) is added for every tool. */
  options?(z: SchemaLibrary): OptionSchemas;
  /** Globs of the files it is about when the config names none. */
  readonly files: readonly string[];
  /** Globs of files that its options name, which it is about besides those, or besides what the config names. */
  alsoAbout?(options: Options): readonly string[];
  /** Whether it judges what follows from the configs: it is then about the files of them too. Absent: it does not. */
  readonly aboutConfigs?: true;
  readonly scope: Scope;
  /** Globs of files its outcome also depends on: config, ignore files, lock files. */
  readonly inputs: readonly string[];
  /** Names of environment variables that its options lead to: it sees them, and its outcome does not depend on them. */
  passEnv?(options: Options): readonly string[];
  /** Whether and why a repository wants this task. Undefined: not at all, and nothing to say. */
  detect?(repository: RepositoryFacts): Detection | undefined;
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
   * The user's arguments go before the files, else to the end; where a command has `{args}`, there and nowhere else.
   */
  check(options: Options): readonly CommandLine[];
  /**
   * Checking commands in place of those, by where the bytes come from that are judged: for a tool that asks git for them, and
   * not the disk. Of a commit `{range}` stands for the commits that are new in it, as `git log` takes revisions. `all`: where all
   * files are judged, whatever is different.
   */
  checkBy?(options: Options): Readonly<Partial<Record<Viewed, readonly CommandLine[]>>>;
  /**
   * For a scanner: its name, as entries of `src/scans` have it. Its checking commands print a findings report, which is read
   * for `judge`, and which gates find at `{scratch}/<name>.json`. It is kept nowhere: it may quote a secret.
   */
  readonly scanner?: string;
  /**
   * For how many milliseconds a pass counts at most, from full hour or day to the next (UTC), as what the tool knows changes
   * without any file. 0: not at all. Absent: for ever.
   */
  holds?(options: Options): number | undefined;
  /**
   * Whether the checking commands write to nothing but a cache of their own: then they may be started beside a fixer of the
   * same files, and count if it has changed none. Absent: they may not.
   */
  onlyLooks?(options: Options): boolean;
  /** The commands that also rewrite; absent when the tool cannot. */
  fix?(options: Options): readonly CommandLine[];
  /** Names of its configs, for a tool that also takes them from folders above the repository where there is none at its top. */
  readonly above?: readonly string[];
  /** Configs of the user's own that its tool takes where a project has none, from `~/` or `$XDG_CONFIG_HOME/`. */
  readonly own?: readonly string[];
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
  /** Names of programs that its commands start in their turn: what these are is part of the key, as with its own. */
  programs?(options: Options): readonly string[];
  /** Coverage reports that it leaves behind; may hold `{scratch}`. */
  coverage?(options: Options): readonly string[];
  /** Files in which its commands leave what they found for `judge`: relative to where they run, or in `{scratch}`. What is there before goes. */
  results?(options: Options): readonly string[];
  /** Files in which the tool keeps what it would believe of earlier runs though it may be true no more: they go before. */
  readonly forgets?: readonly string[];
  /** Pure: the exit-code map and the reader of its output. */
  judge(exit: ProgramExit, context: JudgeContext): Judgment;
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
  /** Whether its outcome may rest on where the repository is shown (`Tools.hosting`), which is part of its keys then. */
  readsHosting?(options: Options): boolean;
  /** Whether it is about the message of a commit and no files: it then always runs, and is never remembered. */
  readonly readsMessage?: true;
  /** Whether it is about what runs elsewhere, such as a service, and no files: it then always runs, and is never remembered. */
  readonly looksElsewhere?: true;
}

/** An entry of `src/tasks`. Its file's name is what `uses` says. */
export type TaskKind = ToolKind | InspectionKind;
