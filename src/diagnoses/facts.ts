import type { RepoPath } from '../core/files.ts';
import type { Task } from '../core/task.ts';
import type { ConfigsSeen } from './configs-seen.ts';
import type { HooksSeen } from './hooks-seen.ts';

/** All that the doctor has seen of a repository. A part is missing where it could not be looked at, which `unseen` says. */
export interface Facts {
  /** Version of this package. */
  readonly product: string;
  /** Whether CI runs us, where hooks are not expected. */
  readonly isCI: boolean;
  readonly unseen: readonly Unseen[];
  readonly hooks?: HooksSeen;
  readonly configs?: ConfigsSeen;
  /** Programs that tasks start and that cannot be started. */
  readonly missingTools?: readonly MissingTool[];
  /** Scripts of package.json that tasks run. */
  readonly scripts?: readonly ScriptSeen[];
  /** Texts of the files in which pytest and coverage.py are configured. */
  readonly settings?: readonly SettingsText[];
  readonly steps?: readonly WorkflowStep[];
  readonly state?: StateSeen;
  readonly checkouts?: readonly CheckoutSeen[];
  readonly git?: GitSeen;
  readonly disk?: DiskSeen;
  /** Environment variables that decide whether hooks do anything. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What is to be added to package.json so that every clone gets the hooks; undefined: nothing. */
  readonly prepare?: string | undefined;
}

/** A part of the repository that could not be looked at. */
export interface Unseen {
  /** As in "hooks". */
  readonly what: string;
  readonly why: string;
}

/** A program that a task starts. */
export interface MissingTool {
  readonly task: Pick<Task, 'tier' | 'name' | 'root'>;
  /** Which it is, and where it was looked for. */
  readonly message: string;
  /** As in "`npm install --save-dev eslint`". */
  readonly remedy: string;
}

/** A script of package.json that a task runs. */
export interface ScriptSeen {
  readonly task: Pick<Task, 'tier' | 'name' | 'root'>;
  readonly name: string;
  /** The package.json that governs the folder of the task, relative to the top; undefined: there is none. */
  readonly file: RepoPath | undefined;
  /** What it does; undefined: there is no script of this name. */
  readonly text: string | undefined;
}

/** A file of settings, relative to the top. */
export interface SettingsText {
  readonly file: RepoPath;
  readonly text: string;
}

/** One step of a workflow. */
export interface WorkflowStep {
  readonly file: RepoPath;
  readonly line: number | undefined;
  readonly run: string | undefined;
  readonly uses: string | undefined;
  /** Whether the step or its job goes on, and counts as passed, when it fails. */
  readonly isForgiven: boolean;
}

/** What runs leave in the git directory. */
export interface StateSeen {
  /** Whether a run that ended early has left changes hidden. */
  readonly isInterrupted: boolean;
  readonly lock:
    | { readonly type: 'free' }
    | { readonly type: 'held'; readonly pid: number }
    | { readonly type: 'stale' };
  /** Git's own lock of the index: how old it is. */
  readonly indexLock?: { readonly file: string; readonly minutes: number };
  readonly store: StoreSeen;
}

/** Where passes are kept, with what is wrong there; undefined: nothing is. */
export interface StoreSeen {
  /** In the git directory. */
  readonly own: ClosedStore | undefined;
  /** In the user's cache. */
  readonly elsewhere: ClosedStore | undefined;
  /** Whether the disk is one on which the cache is used as a rule: read-only, or shared by machines. */
  readonly isMeantElsewhere: boolean;
}

/** A place in which no pass can be kept: why, and what would mend it, each a part of a sentence. */
export interface ClosedStore {
  readonly why: string;
  readonly remedy: string;
}

/** A checkout that was made for pushes. */
export interface CheckoutSeen {
  /** Absolute. */
  readonly folder: string;
  /** Git directory of its repository; undefined where nothing says so any more. */
  readonly repository: string | undefined;
  /** Whether it is of this repository; else its own is gone. */
  readonly isOurs: boolean;
  readonly bytes: number;
}

/** Git, and how it is set. */
export interface GitSeen {
  /** As in `2.39.5`. */
  readonly version: string;
  /** The settings that count, by lower-case name; those of `git -c` left out. */
  readonly settings: ReadonlyMap<string, { readonly value: string; readonly scope: string }>;
}

/** What the file system of the worktree is like. */
export interface DiskSeen {
  readonly isNetwork: boolean;
  readonly isCaseInsensitive: boolean;
  /** Whether times of files have no fractions of a second. */
  readonly isCoarse: boolean;
  /** Files whose time has yet to come, and the seconds until then. */
  readonly future: readonly { readonly file: RepoPath; readonly seconds: number }[];
}
