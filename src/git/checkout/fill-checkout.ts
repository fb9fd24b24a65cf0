import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LatticeError } from '../../core/errors.ts';
import { git } from '../git.ts';
import type { Repository } from '../repository.ts';
import type { Checkout } from './private-checkout.ts';

/** What of its git directory is kept between fillings. All else was left there by tests, such as a merge that was begun. */
const KEPT = new Set(['HEAD', 'index', 'commondir', 'gitdir', 'lattice-hooks']);

/** The commit and nothing but the commit, whatever the user's settings say: no hook, no daemon, no time stamp trusted. */
const EXACTLY = [
  ...['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false', '-c', 'core.untrackedCache=false'],
  ...['-c', 'core.splitIndex=false', '-c', 'submodule.recurse=false'],
  ...['-c', 'core.trustCTime=true', '-c', 'core.checkStat=default'],
];

/**
 * Fills the checkout with a commit: files that differ are written, everything else that earlier runs left goes. The
 * checkout must be locked. Submodules stay empty.
 *
 * It is a worktree to git, with HEAD, index and `.git` file of its own, so that tests which call git find what they expect.
 * It stands in no list (`git worktree list` reads `worktrees/`), so that nobody removes it or is refused a branch for it.
 */
export async function fillCheckout(
  checkout: Checkout,
  repository: Pick<Repository, 'commonDir'>,
  commit: string,
): Promise<void> {
  try {
    await fill(checkout, repository, commit);
  } catch {
    // Tests may have left folders that cannot be entered, and a kill or a full disk half an index: begin anew.
    startOver(checkout);
    await fill(checkout, repository, commit);
  }
}

async function fill(
  { directory, gitDir, place }: Checkout,
  { commonDir }: Pick<Repository, 'commonDir'>,
  commit: string,
): Promise<void> {
  // What is checked out may be nobody else's to read.
  mkdirSync(gitDir, { recursive: true, mode: 0o700 });
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(gitDir)) if (!KEPT.has(name)) rmSync(join(gitDir, name), { recursive: true });
  rmSync(join(directory, '.git'), { recursive: true, force: true });
  writeFileSync(join(gitDir, 'commondir'), `${commonDir}\n`);
  writeFileSync(join(gitDir, 'gitdir'), `${join(directory, '.git')}\n`);
  writeFileSync(join(directory, '.git'), `gitdir: ${gitDir}\n`);
  writeFileSync(join(gitDir, 'HEAD'), `${commit}\n`);
  await git(place, [...EXACTLY, 'clean', '--force', '--force', '-d', '-x', '--quiet']);
  await git(place, [...EXACTLY, 'read-tree', '--reset', '-u', commit]);
}

function startOver({ directory, gitDir }: Checkout): void {
  try {
    rmSync(dirname(directory), { recursive: true, force: true });
    rmSync(join(gitDir, 'index'), { force: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const folder = dirname(directory);
    throw new LatticeError(
      'environment',
      `the checkout of an earlier commit cannot be removed: ${reason}`,
      `Remove ${folder}; nothing in it is yours.`,
      error,
    );
  }
}

/** Removes the checkouts of repositories that are there no more. `checkout`: any of their neighbors. */
export function removeOrphans({ gitDir }: Pick<Checkout, 'gitDir'>): void {
  const checkouts = dirname(dirname(gitDir));
  for (const name of readdirSync(checkouts)) {
    const folder = join(checkouts, name);
    try {
      const commonDir = readFileSync(join(folder, 'git', 'commondir'), 'utf8').trimEnd();
      if (!existsSync(commonDir)) rmSync(folder, { recursive: true, force: true });
    } catch {
      // Not a checkout, or one that is just being made; and what cannot be removed only takes room.
    }
  }
}
