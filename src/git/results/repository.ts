import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bytesBelow } from '../checkout/kept-checkouts.ts';
import { type GitPlace, git } from '../git.ts';
import type { Repository } from '../repository.ts';
import { reachingEnvironment } from './surroundings.ts';

/** Where results lie that machines share. */
export interface ResultsBranch {
  /** Name of the remote, one of `git remote`. */
  readonly remote: string;
  /** The whole name of the ref there. */
  readonly ref: string;
}

/**
 * A bare repository of our own that holds what was fetched of such a branch. In the user's own it would be in the way: a fetch
 * without history makes a repository shallow, moves `FETCH_HEAD`, and what is dropped stays until its garbage is collected.
 */
export interface ResultsRepository extends ResultsBranch {
  /** Absolute. */
  readonly gitDir: string;
  /** For git calls about it, which reach the remote as the user's repository does and ask nobody. */
  readonly place: GitPlace;
}

/** The ref of ours that is at the newest state of the branch that was seen. */
export const SEEN = 'refs/heads/seen';

/** Bytes of what was dropped from the branch since, at which we begin with an empty repository again. */
const SWEEP_BYTES = 64 * 1024 * 1024;

/** Makes it where it is not there. `repository`: the user's. Rejects with `LatticeError` when git fails. */
export async function openResults(
  { root, commonDir }: Pick<Repository, 'root' | 'commonDir'>,
  env: GitPlace['env'],
  branch: ResultsBranch,
): Promise<ResultsRepository> {
  const gitDir = resultsFolder(commonDir);
  const own = { cwd: root, env };
  const [reaching, format] = await Promise.all([reachingEnvironment(own, branch.remote), objectFormat(own)]);
  const place = { cwd: root, env: { ...reaching, GIT_DIR: gitDir } };
  if (bytesBelow(join(gitDir, 'objects')) > SWEEP_BYTES) rmSync(gitDir, { recursive: true, force: true });
  if (!existsSync(join(gitDir, 'HEAD'))) {
    mkdirSync(gitDir, { recursive: true });
    await git(place, ['init', '--quiet', '--bare', '--template=', `--object-format=${format}`]);
  }
  return { ...branch, gitDir, place };
}

/** Where it lies. */
export function resultsFolder(commonDir: string): string {
  return join(commonDir, 'lattice-hooks', 'results.git');
}

/** One that was fetched into another form than its remote's would know none of its ids. */
async function objectFormat(place: GitPlace): Promise<string> {
  return (await git(place, ['rev-parse', '--show-object-format'])).toString().trim();
}
