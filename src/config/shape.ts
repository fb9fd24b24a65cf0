import type { CiDeploy } from '../core/ci.ts';

/** A command as the config may write it. */
export type CommandConfig = string | readonly string[] | readonly (readonly string[])[];

/** Conditions of a task as the config writes them. */
export interface WhenConfig {
  /** Globs. */
  readonly branches?: string | readonly string[];
  readonly not?: 'merge' | 'rebase' | readonly ('merge' | 'rebase')[];
}

/** A task as the config writes it, after the schema has let it through. */
export interface TaskConfig {
  readonly run?: CommandConfig;
  readonly fix?: CommandConfig;
  readonly uses?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly files?: string | readonly string[];
  readonly exclude?: string | readonly string[];
  readonly scope?: 'file' | 'project';
  readonly inputs?: string | readonly string[];
  readonly env?: string | readonly string[];
  readonly passEnv?: string | readonly string[];
  readonly outputs?: string | readonly string[];
  readonly coverage?: string | readonly string[];
  readonly needs?: string | readonly string[];
  readonly cwd?: string;
  readonly timeout?: string;
  readonly cache?: boolean;
  readonly required?: boolean;
  readonly warn?: boolean;
  readonly stdin?: boolean;
  readonly when?: WhenConfig;
  readonly shared?: 'nothing' | 'results' | 'output';
}

/** A tier as the config writes it. */
export interface TierConfig {
  readonly on?: string | readonly string[];
  readonly budget?: string;
  /** Whether its tasks see untracked files at a commit; hidden by default. */
  readonly untracked?: 'hidden' | 'visible';
  readonly tasks: Readonly<Record<string, TaskConfig>>;
  readonly gates?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** How results are shared, as the config writes it: these keys, and those of the store. */
export interface SharedConfig {
  readonly store: string;
  readonly repository: string;
  readonly keys: Readonly<Record<string, string>>;
  readonly branches?: string | readonly string[];
  readonly expires?: number;
  readonly budget?: string;
  readonly read?: boolean;
  readonly [option: string]: unknown;
}

/** Where jobs run, as the config writes it. */
export interface CiMachineConfig {
  readonly runsOn?: string | readonly string[];
  readonly node?: string | readonly string[];
  readonly python?: string | readonly string[];
  readonly install?: readonly string[];
  readonly timeout?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** What workflows are made of, as the config writes it. */
export interface CiConfig extends CiMachineConfig {
  readonly tiers?: Readonly<Record<string, CiMachineConfig>>;
  readonly runnerLabels?: readonly string[];
  readonly deploy?: CiDeploy;
}

/** A config, after the schema has let it through. */
export interface Config {
  /** Share of remembered passes that are looked at again. */
  readonly audit?: number;
  /** Folders and files of the worktree that a checkout of a commit needs too. */
  readonly link?: string | readonly string[];
  /** What is asked of those who leave checks out. */
  readonly skips?: { readonly reason?: 'optional' | 'required'; readonly trailer?: boolean };
  /** How results are shared between machines. */
  readonly shared?: SharedConfig;
  /** What workflows of GitHub Actions are made of. */
  readonly ci?: CiConfig;
  readonly tiers: Readonly<Record<string, TierConfig>>;
}
