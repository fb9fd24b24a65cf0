import type { Circumstances } from '../core/conditions.ts';
import type { Comparison, RepoPath } from '../core/files.ts';
import type { PathPattern } from '../core/globs.ts';
import { readCircumstances, type WorktreeState } from '../git/circumstances.ts';
import type { Captured } from '../git/commits/captured.ts';
import type { GitPlace } from '../git/git.ts';
import type { IndexAnswers } from '../git/index/told.ts';
import type { Repository } from '../git/repository.ts';
import { capture, type LocalSelection } from './capture.ts';
import type { Owed } from './pushes/debts.ts';
import { selectionOptions } from './selection-options.ts';

/** What a run is about and where its tasks work. */
export interface Scene {
  readonly repository: Repository;
  /** The folder that tasks see as the repository's root: the worktree, or a private checkout. Absolute. */
  readonly directory: string;
  /** For git calls about what tasks see; its `cwd` is `directory`. */
  readonly place: GitPlace;
  readonly captured: Captured;
  readonly circumstances: Circumstances;
  /** Options of `run` that choose the same files again. */
  readonly selection: readonly string[];
  /**
   * At a push: compares the commit with what the branches of the remote have that a pattern matches. Undefined where that is
   * what the scene is compared with anyway.
   */
  readonly compareWith?: (branches: PathPattern) => Promise<Comparison | undefined>;
  /** At a push: what it has to make up for; absent where that is nothing. */
  readonly owed?: Owed;
  /** Brings what configs want linked to where tasks work; absent where that is the worktree. */
  readonly link?: (paths: readonly RepoPath[]) => void;
  /** Whether what is installed may import files of the worktree in place of the commit's: then nothing is remembered. */
  readonly importsWorktree?: true;
}

/** The scene of a run in the worktree. `told`: what git has said of the index already. */
export async function localScene(
  repository: Repository,
  selection: LocalSelection,
  { cwd, env }: { readonly cwd: string; readonly env: GitPlace['env'] },
  told?: IndexAnswers,
): Promise<Scene> {
  const place = { cwd: repository.root, env };
  return {
    repository,
    directory: repository.root,
    place,
    captured: await capture(place, selection, cwd, told),
    circumstances: circumstancesOf(readCircumstances(repository)),
    selection: selectionOptions(selection),
  };
}

function circumstancesOf({ branch, merging, rebasing }: WorktreeState): Circumstances {
  return { branches: branch === undefined ? [] : [branch], merging, rebasing };
}
