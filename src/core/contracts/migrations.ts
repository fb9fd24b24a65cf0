import type { RepoPath } from '../files.ts';
import type { Options } from './schema.ts';

/** A config of another tool that was read, with a way back from a value to its line. */
export interface ForeignDocument {
  readonly value: unknown;
  /** Line of the value, counted from 1; undefined where the form of the file does not tell. */
  lineOf(path: readonly (string | number)[]): number | undefined;
}

/** What an entry may know of the repository. Paths are relative to its top. */
export interface MigrationSite {
  /** Every tracked file, and every untracked one that is not ignored. */
  readonly files: ReadonlySet<RepoPath>;
  /** Text of a file on disk, ignored ones too; undefined: there is none. */
  read(path: RepoPath): string | undefined;
  /** Reads a config, by its ending; one that is a program is run. Rejects with `LatticeError` that names file and line. */
  parse(path: RepoPath): Promise<ForeignDocument>;
  /** The value below a key of package.json; undefined where there is none. Throws as `parse` rejects. */
  packageKey(key: string): ForeignDocument | undefined;
  /** Whether a program is one of the project's own packages, so that no `npx` is needed to start it. */
  isLocal(program: string): boolean;
  /** Compiles a glob into a test for paths; undefined for one that no config may hold. */
  globTest(glob: string): ((path: RepoPath) => boolean) | undefined;
  /** Folder of the worktree in which git looks for hooks; undefined: it looks elsewhere. */
  readonly hooksFolder: RepoPath | undefined;
}

/** A check of another tool, as a task of ours. */
export interface CarriedTask {
  /** The name it should have; it gets another where that one is taken. */
  readonly name: string;
  /** What it was, as in `hook ruff`. */
  readonly was: string;
  /** Where it stood: a file, with the line where that is known. */
  readonly place: string;
  /** Triggers; empty: it runs by hand only. */
  readonly on: readonly string[];
  /** What the tier is called of those that run by hand. */
  readonly tier?: string;
  /** Keys of the task, as the config writes them. */
  readonly task: Options;
  /** Policies by gate name that its tier is to have. */
  readonly gates?: Readonly<Record<string, Options>>;
  /** What is not as it was, each a part of a sentence. */
  readonly notes: readonly string[];
  /** Whether it waits until the one before it has passed. */
  readonly follows?: true;
  /** The entry whose checks stand in its place: it did nothing but start that tool. */
  readonly starts?: string;
}

/** Something that no task of ours stands for. */
export interface LeftBehind {
  readonly what: string;
  readonly place: string;
  /** A part of a sentence. */
  readonly why: string;
}

/** What was made of the configs of one tool. */
export interface Carried {
  readonly tasks: readonly CarriedTask[];
  readonly left: readonly LeftBehind[];
  /** Files that nothing needs any more once the tool is gone. */
  readonly configs: readonly RepoPath[];
  /** Keys of package.json that nothing needs then. */
  readonly packageKeys?: readonly string[];
  /** All tasks as they are for who wrote a file that is never committed; absent: nobody did. */
  readonly personal?: readonly CarriedTask[];
}

/** An entry of `src/migrations`: a tool whose configs can be read. */
export interface Migration {
  /** One line for people. */
  readonly summary: string;
  /** Whether the hooks of other tools start it: then its checks stand where it is started. */
  readonly isStarted?: true;
  /** What the tool is told to do here; empty: it is not used. */
  find(site: MigrationSite): readonly RepoPath[];
  /** Reads what was found. Rejects with `LatticeError` for what cannot be read. */
  read(site: MigrationSite): Promise<Carried>;
}
