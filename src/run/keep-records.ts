import type { RunRecord } from '../core/record.ts';
import type { Repository } from '../git/repository.ts';
import { keepLastRun } from './last-record.ts';
import { type OneShotPlace, useOneShots } from './one-shots.ts';
import { logRuns } from './run-log.ts';

/** Where runs ended. */
export interface EndedPlace extends OneShotPlace {
  readonly repository: Pick<Repository, 'gitDir' | 'commonDir'>;
}

/**
 * Keeps what runs came to, for `report` and `log`, and uses up what was wished for once. `byHook`: whether git asked for them.
 * A git directory that cannot be written to costs the memory and nothing else.
 */
export async function keepRecords(records: readonly RunRecord[], byHook: boolean, at: EndedPlace): Promise<void> {
  keepLastRun(at.repository.gitDir, records);
  logRuns(at.repository, records);
  if (byHook) await useOneShots(records, at);
}
