import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LatticeError } from '../../core/errors.ts';
import { listPaths } from '../../core/list-paths.ts';
import { parseFlagged } from '../index-stats.ts';
import { hashObjects } from '../objects.ts';
import type { Isolation } from './isolation.ts';

/**
 * Throws `LatticeError` where a file of the commit, or one that a fixer is handed, is flagged `assume-unchanged` or
 * `skip-worktree` and is not on disk as it is staged: git calls it unedited, so that its private bytes would be checked, and
 * fixed into the commit. No git process unless a file of them is flagged.
 */
export async function refuseFlaggedEdits({ place, repository, captured, exposure }: Isolation): Promise<void> {
  const { tree, changed } = captured.snapshot;
  const first = tree.values().next().value;
  if (first === undefined) return;
  const index = resolve(place.cwd, place.env['GIT_INDEX_FILE'] ?? join(repository.gitDir, 'index'));
  const flagged = parseFlagged(readFileSync(index), first.id.length / 2);
  const concerned = flagged.filter((path) => changed.has(path) || exposure.rewrites.has(path));
  if (concerned.length === 0) return;
  // What is not on disk, as in a sparse checkout, is private to nobody.
  const onDisk = await hashObjects(place, concerned);
  const edited = [...onDisk].filter(([path, { id }]) => id !== tree.get(path)?.id).map(([path]) => path);
  if (edited.length === 0) return;
  throw new LatticeError(
    'environment',
    `flagged assume-unchanged or skip-worktree, and edited beside what is staged: ${listPaths(edited)}`,
    'Take the flag away (git update-index --no-assume-unchanged --no-skip-worktree), then commit again.',
  );
}
