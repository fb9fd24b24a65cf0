import type { ReportBackground } from '../../core/contracts/reports.ts';
import type { RepoPath } from '../../core/files.ts';
import type { RunRecord } from '../../core/record.ts';
import type { Session } from '../session.ts';

/** Looks up in a repository what reports want to know besides. What cannot be read is left out. */
export function lookUpIn(
  session: Session,
): (paths: readonly RepoPath[], records: readonly RunRecord[]) => Promise<ReportBackground> {
  // Few reports ask, and none of a hook.
  return async (paths, records) => (await import('./background.ts')).readBackground(paths, records, session);
}
