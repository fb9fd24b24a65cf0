import type { ReportBackground } from '../../core/contracts/reports.ts';
import type { RepoPath } from '../../core/files.ts';
import type { RunRecord } from '../../core/record.ts';
import type { RunEntry } from '../../core/runs/entry.ts';
import type { Unchecked } from '../../core/runs/history.ts';
import { readSources } from '../../run/records/read-sources.ts';
import { readRuns } from '../../run/records/run-log.ts';
import { findUnchecked } from '../../run/skips/unchecked.ts';
import type { Session } from '../session.ts';
import { readTiers } from '../worktree-configs.ts';

/** Reads what a report wants to know besides records. What cannot be read is left out: it is for looking at only. */
export async function readBackground(
  paths: readonly RepoPath[],
  records: readonly RunRecord[],
  session: Session,
): Promise<ReportBackground> {
  const runs = readRuns(session.repository);
  return {
    sources: await readSources(paths, records, session.place),
    runs,
    unchecked: runs.length === 0 ? [] : await uncheckedIn(session, runs).catch(() => []),
  };
}

async function uncheckedIn(session: Session, runs: readonly RunEntry[]): Promise<readonly Unchecked[]> {
  return findUnchecked(session, await readTiers(session), runs);
}
