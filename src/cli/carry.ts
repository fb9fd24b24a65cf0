import { setMaxListeners } from 'node:events';
import type { RunEvent } from '../core/ports.ts';
import type { RunRecord } from '../core/record.ts';
import type { Afterwards } from '../run/compose-ports.ts';
import { perform } from '../run/perform.ts';
import type { Prepared } from '../run/preparation.ts';
import { keepRecords } from '../run/records/keep.ts';
import type { RunRequest } from '../run/request.ts';
import { useOneShots } from '../run/skips/one-shots.ts';
import stores from '../stores/local.ts';
import { hookReport } from './reports/hook-report.ts';
import { lookUpIn } from './reports/look-up.ts';
import { showRecords } from './reports/show.ts';
import type { ReportWish } from './reports/wish.ts';
import type { Session } from './session.ts';
import { watchSignals } from './signals.ts';
import { openNotices } from './terminal/progress.ts';
import { watchRun } from './terminal/watch-run.ts';

/** How a run ended. */
export interface CarriedRun {
  readonly record: RunRecord;
  /** Exit code of the signal that ended it early; undefined when none did. */
  readonly interrupted: number | undefined;
  /** Whether git asked for it, and nobody waits for an answer. */
  readonly byHook: boolean;
  /** What is done once the verdict was shown. */
  readonly afterwards?: readonly Afterwards[];
}

/** Carries a prepared run out, drawn while it goes on, and stoppable. `tell`: who is told of it besides. */
export async function carry(
  prepared: Prepared,
  request: RunRequest,
  { world, terminal, isWatched }: Session,
  tell: (event: RunEvent) => void = () => undefined,
): Promise<CarriedRun> {
  const controller = new AbortController();
  // Every program that runs listens to it: of many at once Node would say that something leaks.
  setMaxListeners(0, controller.signal);
  const watcher = isWatched ? watchRun(terminal, world.now) : openNotices(terminal);
  // Git dies of the same signal at once, and a shell writes its prompt where the board stands.
  const signals = watchSignals(controller, () => void watcher.close(true));
  const tellAll = (event: RunEvent): void => {
    watcher.tell(event);
    tell(event);
  };
  try {
    const works: Afterwards[] = [];
    const afterwards = (work: Afterwards) => void works.push(work);
    const record = await perform(prepared, request, world, { tell: tellAll, controller, stores, afterwards });
    return { record, interrupted: signals.code(), byHook: request.byHook, afterwards: works };
  } finally {
    await watcher.close();
    signals.end();
  }
}

/** Keeps and shows what runs came to. Returns the exit code of them all. */
export async function conclude(
  runs: readonly CarriedRun[],
  reports: readonly ReportWish[],
  session: Session,
): Promise<number> {
  const { world, terminal, repository } = session;
  const records = runs.map(({ record }) => record);
  const byHook = runs.some((run) => run.byHook);
  keepRecords(repository, records);
  if (byHook) await useOneShots(records, session);
  const wishes = byHook ? hookReport(world.env) : reports;
  const shown = { world, terminal, asked: !byHook, worktree: repository.root, lookUp: lookUpIn(session) };
  await showRecords(records, wishes, shown);
  const interrupted = runs.find((run) => run.interrupted !== undefined)?.interrupted;
  if (interrupted === undefined) {
    for (const work of runs.flatMap((run) => run.afterwards ?? [])) await work(session.notice);
  }
  return interrupted ?? (records.every(({ accepted }) => accepted) ? 0 : 1);
}
