import { LatticeError } from '../../core/errors.ts';
import { readLastRun } from '../../run/records/last-record.ts';
import type { World } from '../../run/world.ts';
import { lookUpIn } from '../reports/look-up.ts';
import { showRecords } from '../reports/show.ts';
import type { ReportWish } from '../reports/wish.ts';
import { openSession } from '../session.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Shows the last run of this worktree again. Of reports in files it says where they are, and shows no others. */
export async function report(reports: readonly ReportWish[], world: World, terminal: Terminal): Promise<number> {
  const session = await openSession(world, terminal);
  const { repository } = session;
  const records = readLastRun(repository.gitDir);
  if (records === undefined) {
    throw new LatticeError('environment', 'nothing has run here yet', 'Run a tier: `npx lattice-hooks run <tier>`.');
  }
  const place = { worktree: repository.root, lookUp: lookUpIn(session) };
  await showRecords(records, reports, { world, terminal, asked: true, tellsFiles: true, ...place });
  return 0;
}
