import type { RepoPath } from '../core/files.ts';
import type { Tier } from '../core/task.ts';

/** The configs of the repository. Files are relative to the top of the worktree. */
export interface ConfigsSeen {
  readonly files: readonly ConfigFile[];
  readonly unreadable: readonly UnreadableConfig[];
  readonly tiers: readonly Tier[];
  /** Names of tiers that a deployment by CI starts. */
  readonly deploying: readonly string[];
  /** Every tracked path. */
  readonly tracked: ReadonlySet<RepoPath>;
  /** Configs, what they extend, and local overrides, as far as they are files of the repository. */
  readonly sources: readonly SourceFile[];
  /** Configs in folders below the top that git does not know, so that they govern nothing. */
  readonly stray: readonly RepoPath[];
  /** What has the name of a config and counts for nothing: `instead` of it another one of that folder does, or it is no file. */
  readonly idle: readonly { readonly file: RepoPath; readonly instead?: RepoPath }[];
  /** What gates make of a sample that they are to refuse. */
  readonly proofs: readonly {
    readonly tier: string;
    readonly gate: string;
    readonly root: RepoPath;
    readonly refuses: boolean;
    readonly text: string;
    /** Files that the gate judges by, and that are to be committed. */
    readonly keeps: readonly RepoPath[];
  }[];
}

/** A config that is wrong, or cannot be read. */
export interface UnreadableConfig {
  readonly file: string;
  /** Where the first mistake is. */
  readonly line?: number;
  readonly message: string;
  readonly hint: string;
}

/** What git makes of a file. */
export type Standing = 'tracked' | 'untracked' | 'ignored';

/** A config that could be read. */
export interface ConfigFile {
  readonly file: RepoPath;
  /** Folder that it governs. */
  readonly root: RepoPath;
}

/** A file that takes part in a config. */
export interface SourceFile {
  readonly file: RepoPath;
  readonly git: Standing;
  /** Whether it holds local overrides. */
  readonly isLocal: boolean;
}
