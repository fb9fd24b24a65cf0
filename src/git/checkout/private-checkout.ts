import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GitPlace, git } from '../git.ts';
import { localVariables } from '../local-variables.ts';
import type { Repository } from '../repository.ts';

/** A folder that holds exactly one commit, kept between pushes so that the next one costs what changed. */
export interface Checkout {
  /** Absolute. */
  readonly directory: string;
  /** Its own git directory, which shares objects and refs with the repository's. */
  readonly gitDir: string;
  /** For git calls about it. */
  readonly place: GitPlace;
}

/** Where the private checkout of a repository is. It need not be there yet. */
export function privateCheckout({ commonDir }: Pick<Repository, 'commonDir'>, env: GitPlace['env']): Checkout {
  const folder = join(commonDir, 'lattice-hooks', 'checkout');
  const directory = join(folder, 'tree');
  const withoutLocal = Object.fromEntries(Object.entries(env).filter(([name]) => !localVariables.has(name)));
  return { directory, gitDir: join(folder, 'git'), place: { cwd: directory, env: withoutLocal } };
}

/**
 * Fills the checkout with a commit: files that differ are written, all others of earlier runs go, `keep` (names of linked
 * folders at any depth, such as `node_modules`) stays.
 *
 * It is a worktree to git, with HEAD, index and `.git` file of its own, so that tests which call git find what they expect.
 * It stands in no list (`git worktree list` reads `worktrees/`), so that nobody removes it or is refused a branch for it.
 */
export async function fillCheckout(
  checkout: Checkout,
  { commonDir }: Pick<Repository, 'commonDir'>,
  commit: string,
  keep: readonly string[],
): Promise<void> {
  const { directory, gitDir, place } = checkout;
  if (!existsSync(join(gitDir, 'HEAD')) || !existsSync(join(directory, '.git'))) {
    mkdirSync(gitDir, { recursive: true });
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(gitDir, 'commondir'), `${commonDir}\n`);
    writeFileSync(join(gitDir, 'gitdir'), `${join(directory, '.git')}\n`);
    writeFileSync(join(directory, '.git'), `gitdir: ${gitDir}\n`);
  }
  writeFileSync(join(gitDir, 'HEAD'), `${commit}\n`);
  await git(place, ['-c', 'core.sparseCheckout=false', 'read-tree', '--reset', '-u', commit]);
  const excluded = keep.flatMap((name) => ['-e', name]);
  await git(place, ['clean', '--force', '--force', '-d', '-x', '--quiet', ...excluded]);
}
