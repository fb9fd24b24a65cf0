import { listPaths } from '../core/list-paths.ts';
import { sweepFixes } from '../git/isolation/interrupted-fixes.ts';
import { hasJournal } from '../git/isolation/journal.ts';
import { lockWorktree, type Waiting } from '../git/isolation/lock.ts';
import { type Recovery, recover } from '../git/isolation/recover.ts';
import type { Repository } from '../git/repository.ts';
import type { LocalSelection } from './capture.ts';
import type { Preparation } from './preparation.ts';
import { localScene, type Scene } from './scene.ts';
import { refuseStaleIndex } from './stale-index.ts';
import type { World } from './world.ts';

/** A run in the worktree, which has it for itself. */
export interface LocalRun {
  readonly repository: Repository;
  readonly selection: LocalSelection;
  readonly world: World;
  readonly waiting: Waiting;
  readonly notice: (message: string) => void;
  readonly prepare: (scene: Scene) => Promise<Preparation>;
}

/**
 * Locks the worktree, puts back what an interrupted run had hidden, gets the run ready, and lets `use` carry it out.
 * `early`: a preparation that was made before the lock; used when nobody else has worked here since.
 * Rejects with `LatticeError` where git may have read what it commits while changes were hidden.
 */
export async function inWorktree<T>(
  run: LocalRun,
  early: Preparation | undefined,
  use: (preparation: Preparation) => Promise<T>,
): Promise<T> {
  const { repository, world, waiting } = run;
  let isUndisturbed = early !== undefined;
  let wasHidden = false;
  const onWait: Waiting['onWait'] = (holder) => {
    isUndisturbed = false;
    wasHidden = hasJournal(repository.gitDir);
    waiting.onWait(holder);
  };
  const release = await lockWorktree(repository.gitDir, { ...waiting, onWait });
  try {
    if (await recoverInterrupted(repository, world, run.notice)) {
      isUndisturbed = false;
      wasHidden = true;
    }
    if (wasHidden) refuseStaleIndex(world.env);
    const preparation =
      early !== undefined && isUndisturbed
        ? early
        : await run.prepare(await localScene(repository, run.selection, world));
    return await use(preparation);
  } finally {
    release();
  }
}

/** Puts back what an interrupted run had hidden, and says so. The worktree's lock must be held. Returns whether there was anything. */
export async function recoverInterrupted(
  repository: Repository,
  world: Pick<World, 'env' | 'startedAt'>,
  notice: (message: string) => void,
): Promise<boolean> {
  const exchanged = sweepFixes(repository.root, repository.gitDir);
  if (exchanged.length > 0)
    notice(`an interrupted run had taken files to fix them; they are back: ${listPaths(exchanged)}`);
  if (!hasJournal(repository.gitDir)) return exchanged.length > 0;
  const recovery = await recover({ cwd: repository.root, env: world.env }, repository, world.startedAt);
  if (recovery === undefined) return exchanged.length > 0;
  const { restored, rescued, folder, lost, index } = recovery;
  if (restored.length > 0) notice(`an interrupted run had hidden changes; they are back: ${listPaths(restored)}`);
  if (lost.length > 0) notice(`git no longer has what was staged of ${listPaths(lost)}; the fixes stay staged there`);
  if (rescued.length > 0) notice(`what stood in their place is kept in ${folder}: ${listPaths(rescued)}`);
  if (index !== undefined) notice(tellIndex(index));
  return true;
}

function tellIndex({ changed, file, kept }: NonNullable<Recovery['index']>): string {
  const differs = `the index is not as it was before the interrupted run: ${listPaths(changed)}; if that was not you, a task of the run has staged it`;
  return kept === undefined
    ? `${differs}. There was no index before`
    : `${differs}. To go back, copy ${kept} over ${file}`;
}
