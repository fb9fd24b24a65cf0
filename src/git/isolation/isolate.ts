import { errorMessage, LatticeError } from '../../core/errors.ts';
import type { RepoPath } from '../../core/files.ts';
import { listPaths } from '../../core/list-paths.ts';
import type { Aftermath, Verdict } from '../../core/ports.ts';
import { refuseChangedIndex } from '../index/changes.ts';
import { conclude } from './conclude.ts';
import { refuseFlaggedEdits } from './flagged.ts';
import { type Guard, guardGit } from './guard.ts';
import { hide } from './hide.ts';
import type { Isolation } from './isolation.ts';
import { hasJournal, type JournalEntry, journalFolder, removeJournal } from './journal.ts';
import { lookAfter, lookBefore } from './look.ts';
import { madeSince } from './made.ts';
import { planHiding } from './plan-hiding.ts';
import { type Recognized, recognizeContent } from './recognize.ts';
import { openRescue, type Rescue } from './rescue.ts';
import { putBack } from './restore.ts';
import { unstage } from './stage.ts';
import { remakeStaged } from './staged-blobs.ts';

/**
 * Runs `work` while the worktree holds what git will commit, as far as the tasks may look. Then keeps the fixes and stages
 * exactly them, or puts everything back. Whatever happens in between, hidden work comes back. The worktree's lock is held.
 * `seen`: stamps of what was put in the place of hidden files, from when it was known to be there.
 * Rejects with what `work` rejected with, and where files went that it left; or with `LatticeError` that says where the work is kept.
 */
export async function isolate(
  isolation: Isolation,
  work: (seen: ReadonlyMap<RepoPath, string>) => Promise<Verdict>,
): Promise<Aftermath> {
  const { place, repository, exposure, pid } = isolation;
  const folder = journalFolder(repository.gitDir);
  if (hasJournal(repository.gitDir)) throw notRecovered(folder);
  await refuseChangedIndex(place, isolation.captured);
  await refuseFlaggedEdits(isolation);
  const before = await lookBefore(isolation);
  const entries = planHiding(repository.root, before, isolation.captured.snapshot.tree, exposure);
  const rescue = openRescue(repository.root, repository.gitDir, isolation.startedAt);
  let hidden: ReadonlyMap<RepoPath, string> = new Map();
  let guard: Guard | undefined;
  try {
    hidden = await hide(place, folder, { version: 1, pid, entries });
    guard = guardGit(isolation);
    // From here on it tells; up to here somebody may have staged what nobody has looked at.
    await refuseChangedIndex(place, isolation.captured);
    const judged = await work(hidden);
    // Before the worktree is compared with the index: that must be the one that was judged.
    const changed = await guard.settle(judged.ran, rescue).catch(notConcluded);
    const verdict = changed.length === 0 ? judged : { ...judged, accepted: false };
    const known = new Set([...entries.map(({ path }) => path), ...verdict.fixes.keys()]);
    const made = madeSince(before, await lookAfter(isolation, before, known), known);
    const closing = { isolation, folder, entries, hidden, rescue, made };
    const { refusals, notes } = await conclude(closing, verdict).catch(notConcluded);
    return { refusals: [...changed, ...refusals], notes };
  } catch (error) {
    const undone = undo(isolation, entries, hidden, rescue, guard);
    throw withRescued(await undone.then(() => error).catch((worse: unknown) => worse), rescue);
  } finally {
    guard?.close();
  }
}

const NOTHING: Recognized = { ours: new Map(), stays: new Set() };

/** Everything as it was, without knowing how far the run had come. */
async function undo(
  { place, repository }: Isolation,
  entries: readonly JournalEntry[],
  hidden: ReadonlyMap<RepoPath, string>,
  rescue: Rescue,
  guard: Guard | undefined,
): Promise<void> {
  const { root, gitDir } = repository;
  const folder = journalFolder(gitDir);
  // Without them the fixes stay staged: an index that names what git does not have cannot be committed.
  const lost = await remakeStaged(place, folder, entries).catch(() => new Set<RepoPath>());
  const { ours, stays } = await recognizeContent(place, folder, entries).catch(() => NOTHING);
  const all = new Map([...ours, ...hidden]);
  const restoring = { root, folder, ours: all, stays, merged: new Set<RepoPath>(), rescue };
  // Each whatever becomes of the others; what is left to do, a recovery does.
  const errors: unknown[] = [];
  const steps = [
    () => putBack(entries, restoring),
    () => guard?.undo(rescue),
    () => unstage(place, gitDir, folder, lost),
  ];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
  removeJournal(folder);
}

function notConcluded(error: unknown): never {
  if (error instanceof LatticeError) throw error;
  throw new LatticeError(
    'isolation',
    `what the checks did cannot be kept: ${errorMessage(error)}`,
    'Your files and the index are as they were. Mend the cause, then commit again.',
    error,
  );
}

function notRecovered(folder: string): LatticeError {
  return new LatticeError(
    'isolation',
    `an interrupted run's changes are still kept in ${folder}`,
    'Run `npx lattice-hooks recover` first.',
  );
}

/** Nobody else gets to say where something went that stood in the way. */
function withRescued(error: unknown, { taken, folder }: Rescue): unknown {
  if (taken.length === 0) return error;
  const told = `What was written meanwhile is in ${folder}: ${listPaths(taken)}.`;
  if (error instanceof LatticeError)
    return new LatticeError(error.code, error.message, `${error.hint} ${told}`, error.cause, error.see);
  return new Error(`${errorMessage(error)} (${told})`, { cause: error });
}
