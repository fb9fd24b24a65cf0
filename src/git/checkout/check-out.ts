import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentFilters } from '../../system/content-filters.ts';
import { git } from '../git.ts';
import { keepText, readKeptText } from './keep-text.ts';
import type { Checkout } from './private-checkout.ts';
import { removeTree } from './remove-tree.ts';

/** What of its git directory is kept between fillings. All else was left there by tests, such as a merge that was begun. */
const KEPT = new Set(['HEAD', 'index', 'commondir', 'gitdir', 'lattice-hooks']);

/** The commit and nothing but the commit, whatever the user's settings say: no hook, no daemon, no time stamp trusted. */
const EXACTLY = [
  ...['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false', '-c', 'core.untrackedCache=false'],
  ...['-c', 'core.splitIndex=false', '-c', 'submodule.recurse=false'],
  ...['-c', 'core.trustCTime=true', '-c', 'core.checkStat=default'],
];

/** Our own files about a checkout, below its git directory. */
interface OwnFiles {
  /** The index by which files are compared. Tests never see it, so nothing that they tell git about files is believed. */
  readonly index: string;
  /** Says what the files are of. It is there only while that is true. */
  readonly filled: string;
}

/**
 * Brings the files of a commit to a checkout that was swept. Where they are there, untouched, nothing is written at all, not
 * even an index; else what differs. `commonDir`: the git directory whose objects and settings it shares.
 *
 * It is a worktree to git, with HEAD, index and `.git` file of its own, so that tests which call git find what they expect.
 * It stands in no list (`git worktree list` reads `worktrees/`), so that nobody removes it or is refused a branch for it.
 */
export async function checkOut(checkout: Checkout, commonDir: string, commit: string): Promise<void> {
  const { directory, gitDir } = checkout;
  const own = ownFiles(gitDir);
  // What is checked out may be nobody else's to read.
  mkdirSync(join(gitDir, 'lattice-hooks'), { recursive: true, mode: 0o700 });
  for (const name of readdirSync(gitDir)) if (!KEPT.has(name)) removeTree(join(gitDir, name));
  keepText(join(gitDir, 'commondir'), `${commonDir}\n`);
  keepText(join(gitDir, 'gitdir'), `${join(directory, '.git')}\n`);
  keepText(join(gitDir, 'HEAD'), `${commit}\n`);
  keepText(join(directory, '.git'), `gitdir: ${gitDir}\n`);
  await bringFiles(checkout, own, { commit, filters: filtersOf(checkout, commonDir) });
  keepText(join(gitDir, 'index'), readFileSync(own.index));
}

/** Forgets what is there: the next filling writes every file. */
export function forget({ gitDir }: Pick<Checkout, 'gitDir'>): void {
  const { index, filled } = ownFiles(gitDir);
  for (const file of [filled, index, `${index}.lock`, join(gitDir, 'index')]) removeTree(file);
}

async function bringFiles(
  checkout: Checkout,
  own: OwnFiles,
  wanted: { readonly commit: string; readonly filters: string },
): Promise<void> {
  const [commit, filters] = (readKeptText(own.filled)?.toString() ?? '').split('\n');
  // Filled by other filters, or by a run that was killed over it: no file is known to be what it should.
  if (filters !== wanted.filters) forget(checkout);
  else if (commit === wanted.commit && (await isUntouched(checkout, own))) return;
  removeTree(own.filled);
  removeTree(`${own.index}.lock`);
  await git(placeOf(checkout, own), [...EXACTLY, 'read-tree', '--reset', '-u', wanted.commit]);
  writeFileSync(own.filled, `${wanted.commit}\n${wanted.filters}\n`);
}

/** Whether every file is as it was written. Git looks into those that are too young for their time to tell. */
async function isUntouched(checkout: Checkout, own: OwnFiles): Promise<boolean> {
  if (readKeptText(own.index) === undefined) return false;
  const args = [...EXACTLY, 'diff-files', '--raw', '-z', '--ignore-submodules=all'];
  return (await git(placeOf(checkout, own), args)).length === 0;
}

function placeOf({ place }: Checkout, { index }: OwnFiles): Checkout['place'] {
  return { ...place, env: { ...place.env, GIT_INDEX_FILE: index } };
}

/** Everything besides a commit by which git decides what its files look like. */
function filtersOf({ place, gitDir }: Checkout, commonDir: string): string {
  const settings = contentFilters(commonDir, place.env, gitDir);
  return createHash('sha256')
    .update(`${settings}\0${place.env['GIT_LFS_SKIP_SMUDGE'] ?? ''}`)
    .digest('hex');
}

function ownFiles(gitDir: string): OwnFiles {
  return { index: join(gitDir, 'lattice-hooks', 'index'), filled: join(gitDir, 'lattice-hooks', 'filled') };
}
