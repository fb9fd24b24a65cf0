import type { Captured } from '../git/commits/captured.ts';
import type { RemoteTip } from '../git/commits/remote-tips.ts';
import type { GitPlace } from '../git/git.ts';
import type { Repository } from '../git/repository.ts';
import { captureCommit } from '../git/snapshot.ts';
import { branchComparer } from './pushes/compare-branches.ts';
import { readOwed } from './pushes/debts.ts';
import type { Scene } from './scene.ts';
import { commitOptions } from './selection-options.ts';
import type { World } from './world.ts';

/** A commit to judge. */
export interface Subject {
  /** Ids. */
  readonly commit: string;
  /** What counts as changed is what differs from each of them: none leads to another; empty: everything. */
  readonly bases: readonly string[];
  /** Other commits with the same files on the same bases, for which it stands. */
  readonly twins?: readonly string[];
  /** The branches that it goes to, for `when`. */
  readonly branches: readonly string[];
  /** For a push: what the remote has, among it what `bases` are or lead to. */
  readonly known?: readonly RemoteTip[];
}

/** The scene of one commit, as if the worktree held it. `asked`: what it holds, where git was asked already. */
export async function commitScene(
  { repository, world }: { readonly repository: Repository; readonly world: Pick<World, 'env'> },
  subject: Subject,
  asked?: Captured,
): Promise<Scene> {
  const place: GitPlace = { cwd: repository.root, env: world.env };
  const { commit, bases, twins = [], known } = subject;
  const alone = asked ?? (await captureCommit(place, commit, bases));
  const captured = twins.length === 0 ? alone : { ...alone, snapshot: { ...alone.snapshot, twins } };
  const { tree } = captured.snapshot;
  const owed = known === undefined ? undefined : await readOwed(place, repository, { commit, tree, bases });
  return {
    repository,
    directory: repository.root,
    place,
    captured,
    // A merge or a rebase that goes on in the worktree is about another commit than this one.
    circumstances: { branches: subject.branches, merging: false, rebasing: false },
    selection: commitOptions(subject),
    ...(known === undefined ? {} : { compareWith: branchComparer(place, { commit, tree, bases, known }) }),
    ...(owed === undefined ? {} : { owed }),
  };
}
