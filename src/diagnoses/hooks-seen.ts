import type { ManagerName } from '../core/hooks/managers.ts';

/** What git finds where it looks for hooks. */
export interface HooksSeen {
  /** Where git looks: as people know it. */
  readonly folder: string;
  /** Why `install` would not write there, and what helps. */
  readonly foreign?: { readonly cause: string; readonly remedy: string };
  readonly files: readonly HookFile[];
  /** Hooks of ours where git looks without a setting, whether it does or not. */
  readonly installed: readonly string[];
  /** Other worktrees of the repository that look elsewhere. */
  readonly worktrees: readonly WorktreeHooks[];
  /** How an unedited hook of ours finds what it starts; absent where there is none. */
  readonly starts?: { readonly here: StubStart; readonly withoutShell: StubStart };
  /** Version of the package that the repository has, where it is not the one that looks. */
  readonly repositoryVersion?: string;
  /** Whether this package is one that hooks may lead to: the repository's, where it has one; not what `npx` has fetched. */
  readonly canInstall: boolean;
}

/** One file that git would start as a hook. */
export interface HookFile {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly isExecutable: boolean;
  readonly is:
    | { readonly type: 'ours'; readonly version: string | undefined; readonly isAsWritten: boolean }
    /** `callsUs`: it names our command line, so that tiers may run all the same. */
    | { readonly type: 'foreign'; readonly manager: ManagerName | undefined; readonly callsUs: boolean };
  /** The manager of a hook that ours runs first; absent where there is none, or nobody knows it. */
  readonly earlier?: ManagerName;
}

/** Where git looks in another worktree, and which hooks of ours it finds there. */
export interface WorktreeHooks {
  /** Absolute. */
  readonly worktree: string;
  readonly folder: string;
  readonly ours: readonly string[];
}

/** What a hook says when it is asked what it would start. */
export type StubStart =
  | {
      readonly type: 'found';
      readonly node: string;
      /** As in `20.19.0`; undefined where it did not say. */
      readonly nodeVersion: string | undefined;
      /** Folder of the package, as the hook has it. */
      readonly package: string;
      readonly version: string | undefined;
    }
  | { readonly type: 'lost'; readonly said: string };
