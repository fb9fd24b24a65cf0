import type { GitPlace } from '../git/git.ts';
import type { Waiting } from '../git/isolation/lock.ts';
import type { Repository } from '../git/repository.ts';
import type { World } from '../run/world.ts';

/** The repository that is looked at, and who looks. */
export interface DoctorSite {
  readonly repository: Repository;
  /** For git calls at the top of the worktree. */
  readonly place: GitPlace;
  readonly world: World;
  /** For repairs that have to wait for a run. */
  readonly waiting: Waiting;
}
