import type { RepoPath } from '../files.ts';

/** Where a kind belongs when the config is written: at the commit, at the message of it, or at the push. */
export type Pace = 'fast' | 'message' | 'thorough';

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
  /** First lines of the newest commits that are no merges, the newest first; few are kept. */
  readonly commitTitles: readonly string[];
}
