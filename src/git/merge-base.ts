import { findCommit, mergeBase } from './commits.ts';
import { type BaseHints, chooseBase, REMOTES } from './default-base.ts';
import type { GitPlace } from './git.ts';

/** Where a branch began. */
export interface MergeBase {
  readonly id: string;
  /** The ref that it began from, for people: `origin/main`. */
  readonly since: string;
}

/**
 * The merge base of a commit, by default HEAD, with `base`: by default the pull request's base, else the remote's default
 * branch. Undefined where there is no commit yet, or the remote has nothing at all.
 * Rejects with an `Error` that names the ref and the command that helps when there is no merge base.
 */
export async function findMergeBase(
  place: GitPlace,
  commit: string | undefined,
  base: string | undefined,
  hints: BaseHints,
): Promise<MergeBase | undefined> {
  const head = commit ?? (await findCommit(place, 'HEAD'));
  const since = base ?? (await chooseBase(place, hints));
  if (head === undefined || since === undefined) return undefined;
  // A local branch may be called `origin/main`, and would win.
  const known = await findCommit(place, base ?? `${REMOTES}${since}`);
  if (known === undefined) {
    throw new Error(
      `\`${since}\` is not known here, so there is nothing to compare with: git fetch ${fetchArguments(since)}`,
    );
  }
  const id = await mergeBase(place, known, head);
  if (id !== undefined) return { id, since };
  throw new Error(
    `no common ancestor with \`${since}\` is known here: git fetch --unshallow, or name another \`base\``,
  );
}

function fetchArguments(ref: string): string {
  const [remote, ...branch] = ref.split('/');
  return branch.length === 0 ? `origin ${ref}` : `${remote} ${branch.join('/')}`;
}
