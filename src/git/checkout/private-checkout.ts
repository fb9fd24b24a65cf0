import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { LatticeError } from '../../core/errors.ts';
import type { RepoPath } from '../../core/files.ts';
import { cacheFolder } from '../../system/cache-folder.ts';
import type { GitPlace } from '../git.ts';
import { localVariables } from '../local-variables.ts';
import type { Repository } from '../repository.ts';

/** A folder that holds exactly one commit, kept between pushes so that the next one costs what changed. */
export interface Checkout {
  /** Absolute. Called like the repository, as some tools name things after the folder they work in. */
  readonly directory: string;
  /** Its own git directory, which shares objects and refs with the repository's. */
  readonly gitDir: string;
  /** For git calls about it. */
  readonly place: GitPlace;
}

/**
 * Where the private checkout of a repository is; it need not be there yet. It lies in the user's cache and not below the
 * git directory: tools leave out what lies below a folder called `.git` (Jest finds no test there, and says so in vain), and
 * those that look for their config in all folders above would find that of the worktree.
 * Throws `LatticeError` where there is no such folder.
 */
export function privateCheckout(
  { root, commonDir }: Pick<Repository, 'root' | 'commonDir'>,
  env: GitPlace['env'],
): Checkout {
  const folder = join(checkoutsFolder(root, env), hashOf(commonDir));
  const directory = join(folder, 'tree', nameOf(commonDir));
  const withoutLocal = Object.fromEntries(Object.entries(env).filter(([name]) => !localVariables.has(name)));
  // What is pushed is the commit itself, whatever `git replace` shows in its place.
  const own = { ...withoutLocal, GIT_NO_REPLACE_OBJECTS: '1' };
  return { directory, gitDir: join(folder, 'git'), place: { cwd: directory, env: own } };
}

/** That of a submodule at a path of it. Its git directory lies beside the repository's. */
export function submoduleCheckout({ directory, gitDir, place }: Checkout, path: RepoPath): Checkout {
  const own = join(directory, path);
  return {
    directory: own,
    gitDir: join(dirname(gitDir), 'modules', hashOf(path)),
    place: { ...place, cwd: own },
  };
}

/**
 * Where the checkouts of all repositories are, seen from a worktree: in the user's cache, outside of it. Throws
 * `LatticeError` where there is none.
 */
export function checkoutsFolder(root: string, env: GitPlace['env']): string {
  const cache = cacheFolder(root, env);
  if (cache !== undefined) return join(cache, 'checkouts');
  throw new LatticeError(
    'environment',
    'there is no folder for the checkout of a commit: neither XDG_CACHE_HOME nor HOME names one outside of the worktree',
    'Set XDG_CACHE_HOME to a folder that is kept.',
    undefined,
    'push.md#the-tree-that-is-tested',
  );
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** `/src/shop/.git` and `/src/shop.git` belong to `shop`. */
function nameOf(commonDir: string): string {
  const name = basename(commonDir) === '.git' ? basename(dirname(commonDir)) : basename(commonDir, '.git');
  return name.replace(/^\.+/, '') || 'tree';
}
