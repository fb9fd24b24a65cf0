import type { AffectedTests } from './affected-tests.ts';
import type { RepoPath, Viewed } from './files.ts';
import type { PathPattern } from './globs.ts';
import type { ScanInput } from './scan.ts';
import type { SharedSettings, TaskSharing } from './shared/settings.ts';
import type { SkipPolicy } from './skips/policy.ts';
import type { When } from './when.ts';

/**
 * `file`: the outcome for a file depends on that file and the inputs alone.
 * `project`: it depends on all files of the task.
 */
export type Scope = 'file' | 'project';

/**
 * A program and its arguments, which may hold placeholders: `{files}`, `{message}`, `{1}`, `{scratch}`, and in the commands
 * of kinds `{node}`, `{lattice}` and `{range}`, see `ToolKind`.
 */
export type CommandLine = readonly string[];

/**
 * One entry of a tier, with everything that its kind adds: plain JSON, so that it can be kept between runs.
 * Paths and globs are relative to `root`.
 */
export interface Task extends TaskSharing {
  readonly tier: string;
  readonly name: string;
  /** Folder of the config that it stands in; `''` is the repository's root. */
  readonly root: RepoPath;
  /** What `uses` says; undefined for a plain command. */
  readonly uses?: string;
  /** Options of the kind, checked by it. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Commands that check, in order. Empty: the kind does its work in our process, or there is only `fix`. */
  readonly check: readonly CommandLine[];
  /** Checking commands in place of those, by where the bytes come from; absent where they are the same everywhere. */
  readonly checkBy?: Readonly<Partial<Record<Viewed, readonly CommandLine[]>>>;
  /** Programs that its commands start in their turn; never where there are none. */
  readonly programs?: readonly string[];
  /** Commands that check and rewrite, in order. Empty: the task never writes. */
  readonly fix: readonly CommandLine[];
  /** How it runs only tests that changed files lead to; absent where it runs all. Only of `project` scope. */
  readonly affected?: AffectedTests;
  /** Where its programs live: decides how Python tools are started, and whose list of installed packages is part of the key. */
  readonly ecosystem: 'node' | 'python' | 'any';
  /** Whether it is about what git tells it (`{message}`, `{1}`, `stdin`) or what runs elsewhere, not files: then it always runs. */
  readonly usesArguments: boolean;
  /** Whether its commands are given what git writes to the hook; never where it is absent. */
  readonly stdin?: true;
  /** Whether its work reads git's objects and not the disk, so that nothing has to be hidden for it. */
  readonly readsSnapshot: boolean;
  /** Whether its kind rewrites files itself, in our process, where a run may write; never where it is absent. */
  readonly mends?: true;
  /** Whether its outcome may rest on where the repository is shown; never where it is absent. */
  readonly readsHosting?: true;
  /** Whether untracked files stay in its sight at a commit; never where it is absent. Only of `project` scope. */
  readonly seesUntracked?: true;
  /** Whether its outcome follows from all configs of the repository; never where it is absent. */
  readonly aboutConfigs?: true;
  readonly files: PathPattern;
  /** Globs of `files` as they were written, for people. */
  readonly globs?: readonly string[];
  readonly scope: Scope;
  /** Where settings of the tool decide the scope: what the outcome also depends on if that is `project`, see `ToolKind`. Gone once it is decided; until then the scope is `file`. */
  readonly reach?: PathPattern;
  /**
   * Whether its kind, which judges file by file elsewhere, looks at all files here: what changed can break the others. Only
   * what changed is rewritten. Never where it is absent; only of `project` scope.
   */
  readonly looksAtAll?: true;
  /** Whether its checking commands write to nothing, see `ToolKind`; never where it is absent. */
  readonly onlyLooks?: true;
  readonly inputs: PathPattern;
  /** Files and folders that the config's own globs of `inputs` name, relative to `root`; never where there are none. */
  readonly inputPlaces?: readonly RepoPath[];
  /** Names of configs that its tool takes from folders above the repository, see `ToolKind`. */
  readonly above?: readonly string[];
  /** Configs of the user's own that its tool takes, see `ToolKind`. */
  readonly own?: readonly string[];
  /** Files that its configs name, and those of packages that are linked into the repository: inputs that no glob has. */
  readonly named?: readonly RepoPath[];
  /** The same that git does not know, as far as they are on disk. */
  readonly unknown?: readonly RepoPath[];
  /** Names or globs of environment variables that are seen and part of the key. */
  readonly env: readonly string[];
  /** Names or globs of environment variables that are seen and not part of the key. */
  readonly passEnv: readonly string[];
  readonly outputs: readonly string[];
  /** Coverage reports it leaves behind: paths or globs, may hold `{scratch}`. */
  readonly coverage: readonly string[];
  /** Where gates find the findings report that its commands print; absent where its kind is no scanner. */
  readonly report?: string;
  /** Findings reports that it leaves behind, or may; absent where there are none. */
  readonly scans?: readonly ScanInput[];
  readonly needs: readonly string[];
  /** Directory it runs in, relative to the repository's root. */
  readonly cwd: RepoPath;
  /** Milliseconds until it is stopped and counts as broken. */
  readonly timeout: number;
  /** Whether a pass may be remembered. */
  readonly cache: boolean;
  /** Milliseconds for which a pass counts, see `ToolKind`; absent: for ever. */
  readonly holds?: number;
  readonly required: boolean;
  /** Whether a failure is shown and does not refuse. */
  readonly warn: boolean;
  readonly when?: When;
}

/** A named group of tasks with the triggers that run it. Plain JSON. */
export interface Tier {
  readonly name: string;
  readonly root: RepoPath;
  /** Folders below `root` that another config governs. */
  readonly nested: readonly RepoPath[];
  readonly on: readonly string[];
  /** Milliseconds the whole tier should stay below; told when it does not. */
  readonly budget?: number;
  /** Share of its remembered passes that are looked at again, from 0 to 1; absent: as is usual where it runs. */
  readonly audit?: number;
  /** What is asked of those who leave checks out; absent where that is nothing. */
  readonly skips?: SkipPolicy;
  /** How its results are shared; absent where they are not. */
  readonly shared?: SharedSettings;
  readonly tasks: readonly Task[];
  /** Policies by gate name, checked by the gates. */
  readonly gates: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Those gates that judge findings reports; absent where there are none. All others judge coverage. */
  readonly scanGates?: readonly string[];
}

/** Whether a pass of the task has more to say than that nothing is wrong: what it measured is of all its files together. */
export function isMeasuring({ coverage, scans }: Pick<Task, 'coverage' | 'scans'>): boolean {
  return coverage.length > 0 || scans !== undefined;
}

/** Whether it looks at the commits that are new, whatever files they come to in the end: not all of that shows in a tree. */
export function looksAtCommits({ checkBy }: Pick<Task, 'checkBy'>): boolean {
  return checkBy?.commit !== undefined;
}

/** Whether the task is a writer when files may be rewritten. */
export function canFix(task: Task): boolean {
  return task.fix.length > 0 || task.mends === true;
}
