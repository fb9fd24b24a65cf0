import { LatticeError } from '../core/errors.ts';
import { type GitPlace, git, tryGit } from './git.ts';

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

/** Whether there is an object of this id. */
export async function hasObject(place: GitPlace, id: string): Promise<boolean> {
  return (await tryGit(place, ['cat-file', '-e', id])).code === 0;
}

/** The id of a commit's tree. */
export async function treeOf(place: GitPlace, commit: string): Promise<string> {
  return (await git(place, ['rev-parse', '--verify', '--end-of-options', `${commit}^{tree}`])).toString().trim();
}

/** The best common ancestor of two commits; undefined when their histories have nothing in common here. */
export async function mergeBase(place: GitPlace, one: string, other: string): Promise<string | undefined> {
  const { code, stdout } = await tryGit(place, ['merge-base', one, other]);
  return code === 0 ? stdout.toString().trim() : undefined;
}

/**
 * The newest ancestor of the commit, or itself, that a branch of the remote leads to, as far as is known here; undefined
 * when there is none. Of a remote that is given by its URL nothing is known.
 */
export async function newestOnRemote(place: GitPlace, commit: string, remote: string): Promise<string | undefined> {
  const missing = ['rev-list', '--topo-order', '--boundary', commit, '--not', `--remotes=${escapeGlob(remote)}`];
  const lines = linesOf(await git(place, missing));
  // Nothing is missing: the remote has the commit itself.
  if (lines.length === 0) return commit;
  const shared = lines.flatMap((line) => (line.startsWith('-') ? line.slice(1) : []));
  if (shared.length < 2) return shared[0];
  // A merge of what the remote has into what it has not: the newest of them is the least to compare with.
  return linesOf(await git(place, ['rev-list', '--topo-order', '--max-count=1', ...shared]))[0];
}

/** The id of the empty tree, which everything counts as added to. */
export async function emptyTree(place: GitPlace): Promise<string> {
  return (await git(place, ['hash-object', '-t', 'tree', '--stdin'], new Uint8Array())).toString().trim();
}

function linesOf(output: Buffer): readonly string[] {
  return output
    .toString()
    .split('\n')
    .filter((line) => line !== '');
}

function escapeGlob(text: string): string {
  return text.replace(/[*?[\\]/g, '\\$&');
}
