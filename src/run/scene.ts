import type { Circumstances } from '../core/plan.ts';
import { readCircumstances } from '../git/circumstances.ts';
import type { GitPlace } from '../git/git.ts';
import type { Repository } from '../git/repository.ts';
import type { Captured } from '../git/snapshot.ts';
import { capture, type LocalSelection } from './capture.ts';

/** What a run is about and where its tasks work. */
export interface Scene {
  readonly repository: Repository;
  /** The folder that tasks see as the repository's root: the worktree, or a private checkout. Absolute. */
  readonly directory: string;
  /** For git calls about what tasks see; its `cwd` is `directory`. */
  readonly place: GitPlace;
  readonly captured: Captured;
  readonly circumstances: Circumstances;
}

/** The scene of a run in the worktree. */
export async function localScene(
  repository: Repository,
  selection: LocalSelection,
  { cwd, env }: { readonly cwd: string; readonly env: GitPlace['env'] },
): Promise<Scene> {
  const place = { cwd: repository.root, env };
  const captured = await capture(place, selection, cwd);
  return { repository, directory: repository.root, place, captured, circumstances: readCircumstances(repository) };
}
