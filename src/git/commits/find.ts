import { LatticeError } from '../../core/errors.ts';
import { type GitPlace, git, tryGit } from '../git.ts';

/** The id of the commit that a revision leads to, tags peeled; undefined when there is none. */
export async function findCommit(place: GitPlace, revision: string): Promise<string | undefined> {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const { code, stdout } = await tryGit(place, args);
  return code === 0 ? stdout.toString().trim() : undefined;
}

/** The id of the commit that a revision leads to. Rejects with `LatticeError` that names a revision that leads to none. */
export async function resolveCommit(place: GitPlace, revision: string): Promise<string> {
  const commit = await findCommit(place, revision);
  if (commit !== undefined) return commit;
  throw new LatticeError(
    'usage',
    `\`${revision}\` is no commit here`,
    'Name a branch, a tag or a commit; fetch it if need be.',
  );
}

/** The best common ancestor of two commits; undefined when their histories have nothing in common here. */
export async function mergeBase(place: GitPlace, one: string, other: string): Promise<string | undefined> {
  const { code, stdout } = await tryGit(place, ['merge-base', one, other]);
  return code === 0 ? stdout.toString().trim() : undefined;
}

/** Whether one commit is the other, or an ancestor of it. One that is not here any more is none. */
export async function isAncestor(place: GitPlace, ancestor: string, commit: string): Promise<boolean> {
  return (await tryGit(place, ['merge-base', '--is-ancestor', ancestor, commit])).code === 0;
}

/** The id of the empty tree, which everything counts as added to. */
export async function emptyTree(place: GitPlace): Promise<string> {
  return (await git(place, ['hash-object', '-t', 'tree', '--stdin'], new Uint8Array())).toString().trim();
}
