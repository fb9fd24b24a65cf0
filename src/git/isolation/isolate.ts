import { stampFiles } from '../../system/stamps.ts';
import { readStatus } from '../status.ts';
import { conclude } from './conclude.ts';
import { hide } from './hide.ts';
import type { Aftermath, Isolation, Verdict } from './isolation.ts';
import { type JournalEntry, journalFolder, writeJournal } from './journal.ts';
import { madeSince } from './made.ts';
import { planHiding } from './plan-hiding.ts';
import { openRescue } from './rescue.ts';
import { putEverythingBack, type Restoring } from './restore.ts';

/**
 * Runs `work` while the worktree holds what git will commit, as far as the tasks may look. Then keeps the fixes and stages
 * exactly them, or puts everything back. Whatever happens in between, hidden work comes back.
 * Rejects with what `work` rejected with, or with `LatticeError` that says where the work is kept.
 */
export async function isolate(isolation: Isolation, work: () => Promise<Verdict>): Promise<Aftermath> {
  const { place, repository, exposure } = isolation;
  // New files are only looked for where a task could have made them on purpose: the walk through all folders costs most.
  const untracked = exposure.everything || exposure.rewrites.size > 0 ? 'all' : 'none';
  const before = await readStatus(place, untracked);
  const entries = planHiding(repository.root, before, isolation.index, exposure);
  const folder = journalFolder(repository.gitDir);
  const rescue = openRescue(repository.root, repository.gitDir, isolation.startedAt);
  let restoring: Restoring = { root: repository.root, folder, rescue: rescue.take, isOurs: () => true };
  if (entries.length > 0) writeJournal(folder, { version: 1, pid: isolation.pid, entries });
  try {
    await hide(place, folder, entries, exposure.rewrites);
    restoring = { ...restoring, isOurs: untouchedSinceNow(isolation, entries) };
    const verdict = await work();
    const made = madeSince(before, await readStatus(place, untracked), entries, verdict.fixes);
    return await conclude({ isolation, entries, rescue, restoring, made }, verdict);
  } catch (error) {
    putEverythingBack(entries, restoring);
    throw error;
  }
}

/** Ours is what a fixer was handed, and what nobody has touched since we wrote it. */
function untouchedSinceNow({ repository, exposure }: Isolation, entries: readonly JournalEntry[]): Restoring['isOurs'] {
  const paths = entries.map((entry) => entry.path);
  const stamps = stampFiles(repository.root, paths);
  return ({ kind, path }) => {
    if (exposure.rewrites.has(path)) return true;
    return kind !== 'untracked' && stampFiles(repository.root, [path]).get(path) === stamps.get(path);
  };
}
