import type { GitPlace } from '../git.ts';
import { type BaseHints, chooseBase, REMOTES } from './default-base.ts';
import { emptyTree, findCommit, mergeBase } from './find.ts';

/** What is compared with. */
export interface ComparedBase {
  /** Id of the merge base, or of the empty tree. */
  readonly base: string;
  /** For people: `origin/main`. */
  readonly since: string;
}

/**
 * The merge base of a commit, that of HEAD where none is given, with `base`: by default the pull request's base, else the
 * remote's default branch. Where the remote has nothing at all, everything is new.
 * Rejects with an `Error` that names the ref and the command that helps when there is none.
 */
export async function comparedBase(
  { cwd, env }: GitPlace,
  commit: string | undefined,
  base: string | undefined,
  hints: BaseHints,
): Promise<ComparedBase> {
  // What somebody put in the place of an object on this machine is nobody else's.
  const place = { cwd, env: { ...env, GIT_NO_REPLACE_OBJECTS: '1' } };
  const head = commit ?? (await findCommit(place, 'HEAD'));
  const since = base ?? (await chooseBase(place, hints));
  if (head === undefined || since === undefined) return { base: await emptyTree(place), since: 'the beginning' };
  // A local branch may be called `origin/main`, and would win.
  const other = await findCommit(place, base ?? `${REMOTES}${since}`);
  if (other === undefined) {
    throw new Error(
      `\`${since}\` is not known here, so there is nothing to compare with: git fetch ${fetchArguments(since)}`,
    );
  }
  const from = await mergeBase(place, other, head);
  if (from === undefined) {
    throw new Error(
      `no common ancestor with \`${since}\` is known here: git fetch --unshallow, or name another \`base\``,
    );
  }
  return { base: from, since };
}

function fetchArguments(ref: string): string {
  const [remote, ...branch] = ref.split('/');
  return branch.length === 0 ? `origin ${ref}` : `${remote} ${branch.join('/')}`;
}
